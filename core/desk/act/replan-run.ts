import { EvencastError } from '../../errors.ts';
import type { AnswerOf, BodyOf, DeskCall, Refused } from '../../ports/desk-actions.ts';
import type { PlannedResult } from '../../records/actor-result.ts';
import { appendNote, readNotesOf } from '../../records/append-note.ts';
import { plannedAgain, replanNotesSchema } from '../../records/replan-notes.ts';
import type { RunRequestInput } from '../../request.ts';
import type { DeskWorld } from '../desk-world.ts';
import { withChanges } from '../read/changes.ts';
import { type DeskRun, readRun, rowsOf } from '../read/read-run.ts';
import { refuse } from '../refuse.ts';
import { otherPlans } from './refusals.ts';

/**
 * Plans some actors of a run again, or all of them, with what was decided carried over. From then on they can be approved in
 * the new run only.
 *
 * @throws NotFound for an actor whose plan has no changes.
 */
export async function replanRun(
  world: DeskWorld,
  call: DeskCall<BodyOf<'replan'>>,
): Promise<AnswerOf<'replan'> | Refused> {
  const { id: run, body, planHash, key, person, signal } = call;
  const found = await readRun(world, run, signal);
  const { approval, line } = found;
  if (approval === undefined) return refuse('InvalidRequest', `Run ${run} has nothing to decide.`);
  const notesKey = world.layout.run(run, 'replans.json');
  const { notes } = await readNotesOf(world.store, notesKey, replanNotesSchema, signal);
  const sent = notes.find((note) => note.key === key);
  if (sent !== undefined) return { run: sent.run };
  if (approval.planHash !== planHash) return otherPlans(world, run, approval.planHash, [], signal);
  if (line.here || line.elsewhere) return refuse('Busy', `Run ${run} is under way. Wait until it is done.`);
  const rows = withChanges(await rowsOf(world, run, signal), plannedAgain(notes));
  const fit = approval.state === 'approved' ? rows.filter(isStale) : rows;
  const actors = chosen(run, fit, body.actors);
  if (actors.length === 0) return refuse('InvalidRequest', `Run ${run} has nothing left that could be planned again.`);
  const again = await world.keeper.start(requestOf(found, actors), key);
  const at = new Date(world.clock.now()).toISOString();
  await appendNote(world.store, notesKey, replanNotesSchema, { run: again, by: person.user, at, actors, key }, signal);
  if (approval.state === 'pending' && actors.length === rows.length)
    await close(world, run, again, { planHash, by: person.user }, signal);
  return { run: again };
}

/** Whether nothing of an approved plan was carried out because the set was another one by then. */
function isStale({ applied }: PlannedResult): boolean {
  return applied?.outcome === 'stale';
}

function chosen(run: string, fit: readonly PlannedResult[], named: readonly string[] | undefined): string[] {
  const there = fit.map(({ actor }) => actor);
  if (named === undefined) return there;
  const strangers = named.filter((actor) => !there.includes(actor));
  if (strangers.length === 0) return there.filter((actor) => named.includes(actor));
  const names = strangers.map((name) => JSON.stringify(name)).join(', ');
  throw new EvencastError('NotFound', `Run ${run} has no open plan for ${names} that could be made again.`);
}

/** Asked for as the earlier run was, about these actors. */
function requestOf({ past }: DeskRun, actors: readonly string[]): RunRequestInput {
  const { run, request } = past.record;
  const { protocol, budgetUsd, maxDeletions, concurrency } = request;
  return {
    mode: 'execute',
    actors: [...actors],
    decisionsFrom: run,
    ...(protocol === undefined ? {} : { protocol }),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    ...(maxDeletions === undefined ? {} : { maxDeletions }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}

/** Nothing of it can be approved any more, so it waits for nobody. Who approved it in this very moment has won. */
async function close(
  { decider, keeper }: DeskWorld,
  run: string,
  again: string,
  who: { readonly planHash: string; readonly by: string },
  signal: AbortSignal,
): Promise<void> {
  const wish = { ...who, state: 'rejected', note: `planned again as ${again}` } as const;
  const answer = await decider.decide(run, wish, signal);
  if (answer.won) await keeper.goOn({ mode: 'resume', run });
}
