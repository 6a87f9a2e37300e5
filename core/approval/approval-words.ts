import { usdWords } from '../money/prices.ts';
import type { ApprovalCall } from '../ports/approval-desk.ts';

/** A message to those who decide. */
export interface ApprovalMessage {
  /** ASCII on one line, at most 100 characters: what SNS takes. */
  readonly subject: string;
  readonly text: string;
}

/** What SNS takes as a subject, in characters. */
const SUBJECT_LIMIT = 100;

/**
 * Says what is at stake in a run that waits for a decision, how to look at it and how to decide. Nothing in it decides:
 * mail is forwarded, and scanners open its links.
 *
 * @param stack what the commands call the deployment.
 * @param address of the review desk, where there is one; whoever opens it signs in.
 */
export function approvalWords(
  { approval, totals, place, budgetUsd }: ApprovalCall,
  stack: string,
  address?: string,
): ApprovalMessage {
  const { run, expiresAt } = approval;
  const command = (verb: string, more = '') => `evencast ${verb} ${run} --stack ${stack}${more}`;
  const lines = [
    `Run ${run} in ${place} has plans for ${counted(totals.planned, 'actor')} and waits for a decision.`,
    '',
    `  ${counted(totals.retire, 'image')} to retire; each can be put back`,
    `  ${counted(totals.generate, 'image')} to make`,
    `  about ${usdWords(totals.usd)}; the run may spend ${usdWords(budgetUsd)} in all`,
    ...(totals.failed === 0 ? [] : [`  ${counted(totals.failed, 'actor')} failed and will not be touched`]),
    '',
    `Until ${minuteOf(expiresAt)} UTC. Undecided by then means rejected.`,
    '',
    ...(address === undefined ? [] : ['At the review desk, after you sign in:', `  ${address}`, '']),
    'Look at the plans:',
    `  ${command('report')}`,
    'Decide:',
    `  ${command('approve')}`,
    `  ${command('approve', ' --actor-id ACTOR')}    only this actor`,
    `  ${command('approve', ' --except ACTOR')}      all but this actor`,
    `  ${command('reject')}`,
    '',
    address === undefined
      ? 'Nothing in this message decides; the commands take credentials of the account.'
      : 'Nothing in this message decides: the desk takes your sign-in, the commands take credentials of the account.',
  ];
  return { subject: asciiLine(`Evencast asks: run ${run}`), text: `${lines.join('\n')}\n` };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function minuteOf(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

function asciiLine(text: string): string {
  return text.replace(/[^ -~]/g, '?').slice(0, SUBJECT_LIMIT);
}
