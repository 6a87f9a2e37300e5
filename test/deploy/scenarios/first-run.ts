import { describe, expect, test } from 'vitest';
import { OUTPUTS } from '../../../core/deployed-names.ts';
import { IMAGES } from '../support/bucket.ts';
import { say } from '../support/say.ts';
import { balanced, lopsided } from '../support/sets.ts';
import type { Stage } from '../support/stage.ts';

/** The stack as it comes, without a setting and without a key, started from the console. */
export function firstRunSuite(at: () => Stage): void {
  test('deployed without a setting, the stack tells where everything is', () => {
    for (const name of Object.values(OUTPUTS)) expect(at().outputs[name], name).toMatch(/./);
  });

  test('{} looks at every actor and changes nothing, judged offline where there is no key', async () => {
    const { machine, bucket } = at();
    await bucket.upload('ada', await lopsided());
    await bucket.upload('dee', await balanced());
    const before = await bucket.under(IMAGES);
    say('console: {}');
    await machine.start('first', '{}');
    expect(await machine.ended('first')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await bucket.json('balancing/runs/first/report.json')).toMatchObject({
      mode: 'dry-run',
      judge: { name: 'offline' },
      review: { totals: { actors: 2, failed: 0 } },
    });
    expect(await bucket.under(IMAGES)).toEqual(before);
  });

  describe('a wrong input fails at once with the list of what is wrong, before any actor is touched', () => {
    test.each([
      ['{"mode":"exceute","sample":{"size":0},"budget":5}', 'InvalidRequest', ['mode:', 'sample.size:', 'budget']],
      ['{"mode":"rollback","group":"all"}', 'InvalidRequest', ['run: is needed to rollback', 'group: cannot be given']],
      ['{"actors":["ada","nobody"]}', 'NotFound', ['nobody']],
    ])('%s', async (input, error, problems) => {
      const { machine, bucket } = at();
      say(`console: ${input}`);
      const name = `wrong-${input.length}`;
      await machine.start(name, input);
      const ending = await machine.ended(name);
      expect(ending).toMatchObject({ status: 'FAILED', error });
      for (const problem of problems) expect(ending.cause).toContain(problem);
      expect([...(await bucket.under(`balancing/runs/${name}/`)).keys()]).toEqual([]);
    });
  });
}
