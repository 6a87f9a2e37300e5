import { EvencastError } from '../../core/errors.ts';
import { runStatus } from '../../core/records/run-history.ts';
import { standingOf } from '../../core/report/totals.ts';
import type { Place } from '../places/open-place.ts';

/**
 * The actors of a run that failed, for a run about them alone.
 *
 * @throws InvalidRequest where none did.
 */
export async function failedActors(place: Place, run: string): Promise<readonly string[]> {
  const { actors } = await runStatus(place, run);
  const failed = actors.filter((result) => standingOf(result) === 'failed').map(({ actor }) => actor);
  if (failed.length > 0) return failed;
  throw new EvencastError(
    'InvalidRequest',
    `No actor of run ${run} failed; there is nothing to start. See: evencast status ${run}`,
  );
}
