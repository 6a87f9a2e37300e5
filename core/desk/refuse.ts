import type { Refused } from '../ports/desk-actions.ts';
import type { Refusal, RefusalName } from './contract/refusal.ts';

/** Says no, in words for people. */
export function refuse(error: RefusalName, message: string, more: Omit<Refusal, 'error' | 'message'> = {}): Refused {
  return { refused: { error, message, ...more } };
}

/** Whether an answer is a no. */
export function isRefused(answer: object): answer is Refused {
  return 'refused' in answer;
}
