import { isUndecided } from '../../approval/approval.ts';
import { appendDecisions, type Decision, type EnteredBatch, sentBefore } from '../../approval/decisions.ts';
import { planSettings } from '../../config/plan-settings.ts';
import { inFlight } from '../../in-flight.ts';
import type { Change } from '../../plan/change.ts';
import type { AnswerOf, BodyOf, DeskCall, Refused } from '../../ports/desk-actions.ts';
import type { Moved } from '../contract/refusal.ts';
import type { DeskWorld } from '../desk-world.ts';
import { planOf } from '../read/changes.ts';
import { logEntry, wholeLog } from '../read/decision-log.ts';
import { movedAmong } from '../read/moved-among.ts';
import { type DeskRun, readRun } from '../read/read-run.ts';
import { isRefused, refuse } from '../refuse.ts';
import { checkedPrompt, filledPrompt } from '../rules/edited-prompt.ts';
import { carryOutFor } from '../rules/outcome.ts';
import { undoing } from '../rules/undo.ts';
import { decidedAlready, otherPlans } from './refusals.ts';

const READS_IN_FLIGHT = 8;

/**
 * Writes decisions about single changes into the run's log, or one that takes an earlier entry back. Sent again under its key
 * it is the entry that it was. Items whose picture has changed since the plan are saved and named.
 */
export async function saveDecisions(
  world: DeskWorld,
  call: DeskCall<BodyOf<'decide'>>,
): Promise<AnswerOf<'decide'> | Refused> {
  const { id: run, body, planHash, key, person, signal } = call;
  const found = await readRun(world, run, signal);
  const { approval } = found;
  const log = await wholeLog(world, run, signal);
  const sent = sentBefore(log, key);
  if (sent !== undefined) return saved(world, run, sent, signal);
  if (approval === undefined) return refuse('InvalidRequest', `Run ${run} has nothing to decide.`);
  const wanted = await wantedDecisions(world, found, body, log, planHash, signal);
  if (isRefused(wanted)) return wanted;
  if (approval.planHash !== planHash) return otherPlans(world, run, approval.planHash, wanted.decisions, signal);
  if (!isUndecided(approval, world.clock.now())) return decidedAlready(run, approval);
  if (wanted.missing.length > 0)
    return refuse('Stale', 'The plans have no such change any more. Load them again.', {
      moved: wanted.missing,
      planHash,
    });
  const [first, ...others] = wanted.decisions;
  if (first === undefined)
    return refuse('InvalidRequest', 'There is nothing to take back: somebody has decided otherwise since.');
  const at = new Date(world.clock.now()).toISOString();
  const undoes = body.kind === 'undo' ? { undoes: body.sequence } : {};
  const batch = { schema: 1 as const, planHash, by: person.user, at, key, ...undoes, decisions: [first, ...others] };
  return saved(world, run, await appendDecisions(world, run, batch, signal, log), signal);
}

interface Wanted {
  readonly decisions: readonly Decision[];
  /** What is in no plan. */
  readonly missing: Moved[];
}

async function wantedDecisions(
  world: DeskWorld,
  found: DeskRun,
  body: BodyOf<'decide'>,
  log: readonly EnteredBatch[],
  planHash: string,
  signal: AbortSignal,
): Promise<Wanted | Refused> {
  const { plannedAgain, line } = found;
  const { run } = line;
  if (body.kind === 'undo') {
    const own = log.filter((entry) => entry.planHash === planHash);
    if (!own.some(({ sequence }) => sequence === body.sequence))
      return refuse('NotFound', `The log of run ${run} has no entry ${body.sequence} about these plans.`);
    const said = undoing(own, body.sequence).map(({ actor, change, carryOut, prompt }) => {
      const more = prompt === undefined ? {} : { prompt };
      return { actor, carryOut, ...(typeof change === 'string' ? { change } : {}), ...more };
    });
    return { decisions: said, missing: [] };
  }
  if (body.kind === 'prompt') return wantedPrompt(world, found, body, signal);
  const changes = new Map<string, ReadonlyMap<string, Change>>();
  const actors = new Set(body.decisions.map(({ actor }) => actor));
  for await (const [actor, own] of inFlight([...actors], READS_IN_FLIGHT, async (each) => {
    const record = await planOf(world, run, each, signal);
    return [each, new Map(record?.plan.changes.map((change) => [change.id, change]))] as const;
  }))
    changes.set(actor, own);
  const missing: Moved[] = [];
  const decisions = body.decisions.flatMap(({ actor, change, outcome }): Decision[] => {
    const planned = plannedAgain.has(actor) ? undefined : changes.get(actor)?.get(change);
    if (planned !== undefined) return [{ actor, change, carryOut: carryOutFor(planned, outcome) }];
    missing.push({ actor, change, why: 'not-planned' });
    return [];
  });
  return { decisions, missing };
}

/** A prompt in place of the plan's: foreign text from here on, whoever wrote it. */
async function wantedPrompt(
  world: DeskWorld,
  { line, past, plannedAgain }: DeskRun,
  { actor, change: id, prompt: text }: Extract<BodyOf<'decide'>, { readonly kind: 'prompt' }>,
  signal: AbortSignal,
): Promise<Wanted | Refused> {
  const record = plannedAgain.has(actor) ? undefined : await planOf(world, line.run, actor, signal);
  const change = record?.plan.changes.find((each) => each.id === id);
  if (record === undefined || change === undefined)
    return { decisions: [], missing: [{ actor, change: id, why: 'not-planned' }] };
  if (change.kind !== 'generate') return refuse('InvalidRequest', 'Only a picture that is to be made has a prompt.');
  const about = { actor, change: id, carryOut: null };
  if (text === null) return { decisions: [{ ...about, prompt: null }], missing: [] };
  const { actorName } = planSettings(past.record.config, actor, record.basis.length).generate;
  const checked = checkedPrompt(filledPrompt(text, actorName), actorName);
  if ('problem' in checked) return refuse('InvalidRequest', checked.problem);
  const prompt = checked.prompt === change.prompt ? null : checked.prompt;
  return { decisions: [{ ...about, prompt }], missing: [] };
}

async function saved(
  world: DeskWorld,
  run: string,
  entry: EnteredBatch,
  signal: AbortSignal,
): Promise<AnswerOf<'decide'>> {
  const moved = await movedAmong(world, run, entry.decisions, signal);
  return { sequence: entry.sequence, entry: logEntry(entry), moved: [...moved] };
}
