import { actorAddress } from '../../app/addresses.ts';
import type { CastRow } from './cast-rows.ts';

/** The page of an actor: of the review where its plan waits for a decision. */
export function rowAddress({ id, state, run }: CastRow): string {
  return actorAddress(id, state === 'review' ? run?.run : undefined);
}
