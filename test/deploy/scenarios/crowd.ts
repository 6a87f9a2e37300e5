import { expect, test } from 'vitest';
import type { Report } from '../../../core/records/report.ts';
import type { Bucket } from '../support/bucket.ts';
import { say } from '../support/say.ts';
import { many } from '../support/sets.ts';
import type { Stage } from '../support/stage.ts';

/** So many that the Map has to read them from the bucket. */
const CROWD = 300;
/** A cold machine of two cores that others use as well. */
const CROWD_SECONDS = 300;

/** Puts the sets of 300 actors there, of one or two images. */
export async function uploadCrowd(bucket: Bucket): Promise<void> {
  say(`uploads ${CROWD} small sets`);
  for (let n = 0; n < CROWD; n++) await bucket.upload(`crowd-${n}`, await many('photorealistic', n % 3 === 0 ? 2 : 1));
}

/** A run over everybody there is, and what can be done meanwhile. */
export function crowdSuite(at: () => Stage): void {
  test('cdk diff shows no difference, while a run is under way', async () => {
    const { machine, cdk } = at();
    say(`console: {} over more than ${CROWD} actors; meanwhile cdk diff`);
    await machine.start('crowd', '{}');
    const { code, said } = await cdk.diff();
    expect(said).toContain('There were no differences');
    expect(code).toBe(0);
  });

  test(`a run over ${CROWD} actors and more looks at every one of them`, async () => {
    const { machine, bucket } = at();
    expect(await machine.ended('crowd', CROWD_SECONDS)).toMatchObject({ status: 'SUCCEEDED' });
    say('the crowd was judged');
    const there = new Set([...(await bucket.under('custom-actors/')).keys()].map((key) => key.split('/')[1]));
    expect(there.size).toBeGreaterThan(CROWD);
    const { mode, review } = (await bucket.json('balancing/runs/crowd/report.json')) as Report;
    expect([mode, review.totals.actors, review.totals.failed]).toEqual(['dry-run', there.size, 0]);
  });
}
