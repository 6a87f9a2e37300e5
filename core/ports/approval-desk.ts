import type { Approval } from '../approval/approval.ts';
import type { RunTotals } from '../records/report.ts';

/** What people are told when a decision is wanted. */
export interface ApprovalCall {
  readonly approval: Approval;
  readonly totals: RunTotals;
  readonly place: string;
  readonly budgetUsd: number;
}

/**
 * Where people decide. It tells them that a decision is wanted; it may wait until one is taken, and need not. What was
 * decided is in the run's approval and nowhere else, whoever took it.
 */
export interface ApprovalDesk {
  call(call: ApprovalCall, signal: AbortSignal): Promise<void>;
}
