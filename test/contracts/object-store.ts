import { describe } from 'vitest';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { describeCancelling } from './object-store/cancelling.ts';
import { describeConditions } from './object-store/conditions.ts';
import { describeContent } from './object-store/content.ts';
import { describeListing } from './object-store/listing.ts';
import { describeMoving } from './object-store/moving.ts';
import { describeNames } from './object-store/names.ts';

/** An empty store, a new one for each test. */
export type MakeStore = () => Promise<ObjectStore>;

/** What a place cannot promise, or cannot be asked here. */
export interface StoreGaps {
  /** Moves that race for one destination: moto ignores conditions on copies, S3 and folders do not. */
  readonly racingMoves?: boolean;
  /** Names that it cannot hold. */
  readonly names?: readonly string[];
}

/** What every ObjectStore promises: run by each adapter, under its own `name`. */
export function objectStoreContract(name: string, makeStore: MakeStore, gaps: StoreGaps = {}): void {
  describe(`${name} keeps the object store contract`, () => {
    describeContent(makeStore);
    describeConditions(makeStore);
    describeMoving(makeStore, gaps);
    describeListing(makeStore);
    describeNames(makeStore, gaps);
    describeCancelling(makeStore);
  });
}
