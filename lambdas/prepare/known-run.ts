import { readApproval } from '../../core/approval/decide.ts';
import type { Prepared } from '../../core/contract.ts';
import { EvencastError, isEvencastError } from '../../core/errors.ts';
import type { ActorResult } from '../../core/records/actor-result.ts';
import { actorResults } from '../../core/records/actor-results.ts';
import { parseRecord, recordText } from '../../core/records/record-text.ts';
import { type RunRecord, runRecordSchema } from '../../core/records/run-record.ts';
import type { RunRequest } from '../../core/request.ts';
import type { PreparePorts } from './task.ts';

/**
 * Where to go on with a run: with looking at the actors where no plans were put up for a decision yet, else with the decision.
 * A budget or concurrency that is given takes the place of the pinned one.
 *
 * @throws NotFound for a run that is not there; InvalidRequest for a dry-run, which has nothing to go on with.
 */
export async function resumeRun(request: RunRequest, ports: PreparePorts): Promise<Prepared> {
  const { layout } = ports;
  const record = await acting(request, ports);
  const { run } = record;
  if (record.takenBack) {
    const words = `Run ${run} was taken back; nothing of it is carried out any more. Start a new run.`;
    throw new EvencastError('InvalidRequest', words);
  }
  const { budgetUsd = record.config.limits.budgetUsd, concurrency = record.config.limits.concurrency } = request;
  const limits = { ...record.config.limits, budgetUsd, concurrency };
  const resumed: RunRecord = { ...record, config: { ...record.config, limits } };
  await save(resumed, ports);
  const approval = await readApproval(ports, run);
  const stage = approval === undefined ? 'evaluate' : approval.state === 'pending' ? 'review' : 'decide';
  return { run, stage, actors: record.actors, concurrency, actorsKey: layout.run(run, 'actors.json') };
}

/**
 * Whom to take a run back for: everybody it may have changed, or those named.
 *
 * @throws NotFound for a run or an actor that is not there; InvalidRequest for a dry-run.
 */
export async function startRollback(request: RunRequest, ports: PreparePorts): Promise<Prepared> {
  const { store, layout } = ports;
  const record = await acting(request, ports);
  const { run, config } = record;
  const results = await Array.fromAsync(actorResults(store, layout, run));
  const known = new Set(results.map(({ actor }) => actor));
  const strangers = (request.actors ?? []).filter((actor) => !known.has(actor));
  if (strangers.length > 0) {
    const names = strangers.map((name) => JSON.stringify(name)).join(', ');
    throw new EvencastError('NotFound', `Run ${run} was not about ${names}. See: evencast status ${run}`);
  }
  const chosen = results.filter(isTouchable).map(({ actor }) => actor);
  const wanted = request.actors === undefined ? chosen : chosen.filter((actor) => request.actors?.includes(actor));
  if (request.actors === undefined && !record.takenBack) await save({ ...record, takenBack: true }, ports);
  const actorsKey = layout.run(run, 'rollback.json');
  await store.put(actorsKey, recordText(wanted.map((actor) => ({ actor }))), { contentType: 'application/json' });
  const concurrency = request.concurrency ?? config.limits.concurrency;
  return { run, stage: 'roll-back', actors: wanted.length, concurrency, actorsKey };
}

async function save(record: RunRecord, { store, layout }: PreparePorts): Promise<void> {
  await store.put(layout.run(record.run, 'run.json'), recordText(record), { contentType: 'application/json' });
}

/** Whether there may be something of a run to take back, or to put back that could not be the last time. */
function isTouchable(result: ActorResult): boolean {
  if (result.status !== 'planned') return false;
  return result.applied?.outcome !== 'rolled-back' || result.applied.cannot.length > 0;
}

async function acting({ run = '', mode }: RunRequest, { store, layout }: PreparePorts): Promise<RunRecord> {
  const key = layout.run(run, 'run.json');
  const stored = await store.get(key).catch((cause: unknown) => {
    if (!isEvencastError(cause, 'NotFound')) throw cause;
    throw new EvencastError('NotFound', `There is no run ${run} in ${store.place}. See: evencast runs`, { cause });
  });
  const record = parseRecord(runRecordSchema, stored.body, key);
  if (record.request.mode === 'execute') return record;
  const words = `Run ${run} was a dry-run and changed nothing: there is nothing to ${mode === 'resume' ? 'resume' : 'roll back'}. Start a run that acts with: evencast run --execute`;
  throw new EvencastError('InvalidRequest', words);
}
