import { EvencastError, isEvencastError } from '../../errors.ts';
import type { AnswerOf, BodyOf, DeskCall, Refused } from '../../ports/desk-actions.ts';
import type { PlannedResult } from '../../records/actor-result.ts';
import { crowded, dropNote, readNotesOf, TRIES, writeNotes } from '../../records/append-note.ts';
import {
  hasBegun,
  plannedAgain,
  type ReplanNote,
  readPlannedAgain,
  replanNotesSchema,
  standingNotes,
} from '../../records/replan-notes.ts';
import type { RunRequestInput } from '../../request.ts';
import { sha256Hex } from '../../sha256.ts';
import type { DeskWorld } from '../desk-world.ts';
import { withChanges } from '../read/changes.ts';
import { type DeskRun, readRun, rowsOf } from '../read/read-run.ts';
import { refuse } from '../refuse.ts';
import { otherPlans } from './refusals.ts';

/**
 * Plans some actors of a run again, or all of them, with what was decided carried over. From then on they can be approved in
 * the new run only. That is written down before the new run is started: of two who ask at once for the same actors the second
 * is told of the first one's run.
 *
 * @throws NotFound for an actor whose plan has no changes, or is made again already.
 */
export async function replanRun(
  world: DeskWorld,
  call: DeskCall<BodyOf<'replan'>>,
): Promise<AnswerOf<'replan'> | Refused> {
  const { id: run, signal } = call;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const found = await readRun(world, run, signal);
    const reserved = await reserve(world, call, found);
    if (reserved === 'again') continue;
    return 'note' in reserved ? begin(world, call, found, reserved.note) : reserved;
  }
  throw crowded(world.layout.run(run, 'replans.json'));
}

/** Writes down who is planned again in which run, unless somebody did before; `again` where somebody wrote in between. */
async function reserve(
  world: DeskWorld,
  { id: run, body, planHash, key, person, signal }: DeskCall<BodyOf<'replan'>>,
  { approval, line }: DeskRun,
): Promise<{ readonly note: ReplanNote } | Refused | 'again'> {
  if (approval === undefined) return refuse('InvalidRequest', `Run ${run} has nothing to decide.`);
  const notesKey = world.layout.run(run, 'replans.json');
  const { notes, version } = await readNotesOf(world.store, notesKey, replanNotesSchema, signal);
  const sent = notes.find((note) => note.key === key);
  if (sent !== undefined) return { note: sent };
  if (approval.planHash !== planHash) return otherPlans(world, run, approval.planHash, [], signal);
  if (line.here || line.elsewhere) return refuse('Busy', `Run ${run} is under way. Wait until it is done.`);
  const standing = await standingNotes(world, notes, signal);
  const rows = withChanges(await rowsOf(world, run, signal), plannedAgain(standing));
  const fit = approval.state === 'approved' ? rows.filter(isStale) : rows;
  const actors = chosen(run, fit, body.actors, standing);
  if (actors.length === 0)
    return refuse('InvalidRequest', `Run ${run} has nothing left that could be planned again.${told(standing)}`);
  const name = `again-${(await sha256Hex(JSON.stringify([run, key]))).slice(0, 16)}`;
  const note = { run: name, by: person.user, at: new Date(world.clock.now()).toISOString(), actors, key };
  return (await writeNotes(world.store, notesKey, { notes: [...standing, note], version }, signal))
    ? { note }
    : 'again';
}

/** Starts the run of a note, or finds it; takes the note back where the run cannot be started. */
async function begin(
  world: DeskWorld,
  { id: run, key, person, signal }: DeskCall<BodyOf<'replan'>>,
  found: DeskRun,
  note: ReplanNote,
): Promise<AnswerOf<'replan'>> {
  const notesKey = world.layout.run(run, 'replans.json');
  if (!(await hasBegun(world, note.run, signal))) {
    try {
      await world.keeper.start(requestOf(found, note.actors), key, note.run);
    } catch (error) {
      // It may have begun and only not have said so yet: then the note counts as soon as it does, and no longer than a minute if not.
      if (!isEvencastError(error, 'StoreUnavailable')) await dropNote(world.store, notesKey, replanNotesSchema, key);
      throw error;
    }
  }
  const again = await readPlannedAgain(world, run, signal);
  const rest = withChanges(await rowsOf(world, run, signal), again);
  const planHash = found.approval?.planHash ?? '';
  if (found.approval?.state === 'pending' && rest.length === 0)
    await close(world, run, note.run, { planHash, by: person.user }, signal);
  return { run: note.run };
}

/** Whether nothing of an approved plan was carried out because the set was another one by then. */
function isStale({ applied }: PlannedResult): boolean {
  return applied?.outcome === 'stale';
}

function chosen(
  run: string,
  fit: readonly PlannedResult[],
  named: readonly string[] | undefined,
  standing: readonly ReplanNote[],
): string[] {
  const there = fit.map(({ actor }) => actor);
  if (named === undefined) return there;
  const strangers = named.filter((actor) => !there.includes(actor));
  if (strangers.length === 0) return there.filter((actor) => named.includes(actor));
  const names = strangers.map((name) => JSON.stringify(name)).join(', ');
  const words = `Run ${run} has no open plan for ${names} that could be made again.`;
  throw new EvencastError(
    'NotFound',
    words + told(standing.filter(({ actors }) => strangers.some((each) => actors.includes(each)))),
  );
}

/** Who plans again already, and where. */
function told(standing: readonly ReplanNote[]): string {
  return standing.map(({ run, by }) => ` ${by} plans again in run ${run}.`).join('');
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
