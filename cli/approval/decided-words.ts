import type { Approval } from '../../core/approval/approval.ts';

const STATES: Readonly<Record<Approval['state'], string>> = {
  pending: 'waits for a decision',
  approved: 'was approved',
  rejected: 'was rejected',
  expired: 'was closed, since nobody decided in time',
};

/** How a run was decided, by whom and when: "was approved by kim at 2026-11-24 15:04". */
export function decidedWords({ state, decided, expiresAt }: Approval): string {
  const time = (iso: string) => iso.slice(0, 16).replace('T', ' ');
  if (decided !== undefined) return `${STATES[state]} by ${decided.by} at ${time(decided.at)}`;
  return state === 'pending' ? `${STATES[state]} until ${time(expiresAt)}` : STATES[state];
}
