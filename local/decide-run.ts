import { type DecidableRun, decidableRun as findDecidable } from '../core/approval/decidable-run.ts';
import type { DecideAnswer } from '../core/approval/decide.ts';
import { decideRun as decideAbout, leaveOut as leaveOutOf, type Wish } from '../core/approval/decide-run.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Report } from '../core/records/report.ts';
import { pastRun } from '../core/records/run-history.ts';
import type { Place } from './places/open-place.ts';

export type { KeptImage, Wish } from '../core/approval/decide-run.ts';

/** A run that waits for a decision or was decided, with the report that is decided by. */
export interface ReportedRun extends DecidableRun {
  readonly report: Report | undefined;
}

/** See {@link findDecidable}. */
export async function decidableRun(place: Place, run: string): Promise<ReportedRun> {
  const found = await findDecidable(place, run);
  return { ...found, report: (await pastRun(place, run)).report };
}

/** See {@link decideAbout}. */
export function decideRun(place: Place, clock: Clock, run: string, wish: Wish): Promise<DecideAnswer> {
  return decideAbout({ ...place, clock }, run, wish);
}

/** See {@link leaveOutOf}. */
export function leaveOut(place: Place, clock: Clock, run: string, by: string, actors: readonly string[]) {
  return leaveOutOf({ ...place, clock }, run, by, actors);
}
