import { beforeAll, describe, expect, test } from 'vitest';
import { OUTPUTS } from '../../../core/deployed-names.ts';
import type { Report } from '../../../core/records/report.ts';
import { say } from '../support/say.ts';
import { many } from '../support/sets.ts';
import type { Stage } from '../support/stage.ts';

/** So many that the Map has to read them from the bucket. */
const CROWD = 300;
/** A cold machine of two cores that others use as well. */
const CROWD_SECONDS = 240;

/** The stack as it comes, without a setting and without a key. */
export function startingSuite(at: () => Stage): void {
  test('deployed without a setting, the stack tells where everything is', () => {
    for (const name of Object.values(OUTPUTS)) expect(at().outputs[name], name).toMatch(/./);
  });

  describe('started from the console', () => {
    test.each([
      ['{"mode":"exceute","sample":{"size":0},"budget":5}', ['mode', 'sample.size', 'budget']],
      ['{"mode":"rollback"}', ['run: is needed to rollback']],
      ['["ada"]', ['The request is not valid']],
    ])('with %s it fails at once with the list of what is wrong', async (input, problems) => {
      const { machine, bucket } = at();
      say(`console: ${input}`);
      const name = `bad-${Math.abs(input.length * 7919)}`;
      await machine.start(name, input);
      const { status, error, cause } = await machine.ended(name, 60);
      expect(status).toBe('FAILED');
      expect(error).toBe('InvalidRequest');
      for (const problem of problems) expect(cause).toContain(problem);
      expect([...(await bucket.under(`balancing/runs/${name}/`)).keys()]).toEqual([]);
    });
  });

  describe(`${CROWD} actors, with {} from the console`, () => {
    beforeAll(async () => {
      const { bucket, machine } = at();
      say(`uploads ${CROWD} small sets`);
      for (let n = 0; n < CROWD; n++)
        await bucket.upload(`crowd-${n}`, await many('photorealistic', n % 3 === 0 ? 2 : 1));
      say(`console: {} over ${CROWD} actors`);
      await machine.start('crowd', '{}');
    });

    test('every one is judged offline, since there is no key, and nothing is changed', async () => {
      const { bucket, machine } = at();
      const before = await bucket.under('custom-actors/');
      expect(await machine.ended('crowd', CROWD_SECONDS)).toMatchObject({ status: 'SUCCEEDED' });
      const report = (await bucket.json('balancing/runs/crowd/report.json')) as Report;
      say('the crowd was judged');
      expect(report).toMatchObject({ mode: 'dry-run', judge: { name: 'offline' } });
      expect(report.review.totals).toMatchObject({ actors: CROWD, failed: 0 });
      expect(await bucket.under('custom-actors/')).toEqual(before);
    });
  });
}
