import type { Approval } from '../../core/approval/approval.ts';
import { expireApproval, readApproval } from '../../core/approval/decide.ts';
import { type DecisionTaken, type Outcome, takeDecisionInputSchema } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import { parseRecord, recordText } from '../../core/records/record-text.ts';
import { runRecordSchema } from '../../core/records/run-record.ts';
import { type ItemPorts, openItems } from './open-items.ts';

/** What Take decision works with. */
export type TakeDecisionPorts = ItemPorts;

const CLOSED: Readonly<Record<Exclude<Approval['state'], 'approved'>, Outcome>> = {
  pending: 'waiting',
  rejected: 'rejected',
  expired: 'expired',
};

/**
 * Reads how the run was decided and, where it was approved, writes down what is left to be carried out: whom, without which
 * changes, and with how much money. With `expire` an approval that nobody decided is closed.
 *
 * @throws NotFound where no decision was asked for; InvalidRequest where it is about other plans.
 */
export async function takeDecision(
  input: unknown,
  ports: TakeDecisionPorts,
  signal: AbortSignal,
): Promise<DecisionTaken> {
  const { run, expire } = takeDecisionInputSchema.parse(input);
  const { store, layout } = ports;
  const itemsKey = layout.run(run, 'approved.json');
  const approval = await decidedApproval(run, expire, ports, signal);
  if (approval.state !== 'approved') return { outcome: CLOSED[approval.state], itemsKey };

  const runKey = layout.run(run, 'run.json');
  const record = parseRecord(runRecordSchema, (await store.get(runKey, { signal })).body, runKey);
  const items = await openItems(record, approval, ports, signal);
  await store.put(itemsKey, recordText(items), { contentType: 'application/json', signal });
  return { outcome: items.length === 0 ? 'done' : 'approved', itemsKey };
}

async function decidedApproval(
  run: string,
  expire: boolean,
  ports: TakeDecisionPorts,
  signal: AbortSignal,
): Promise<Approval> {
  const approval = await readApproval(ports, run, signal);
  if (approval === undefined)
    throw new EvencastError('NotFound', `Run ${run} was never up for a decision. See: evencast status ${run}`);
  const isOver = Date.parse(approval.expiresAt) <= ports.clock.now();
  return approval.state === 'pending' && (expire || isOver) ? expireApproval(ports, run, signal) : approval;
}
