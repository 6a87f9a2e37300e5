import { describe, expect, test } from 'vitest';
import { act } from '../support/acting-run.ts';
import { BY_HAND, crashWorld } from '../support/crash-cast.ts';
import type { Death } from '../support/mortal-world.ts';
import { EXECUTE, goOn, outcomeOf, until } from '../support/runs-on.ts';

/** More changes than any run of these tests makes. */
const ENOUGH = 500;

async function undisturbed(manifest: string | undefined) {
  const world = await crashWorld(manifest);
  await act(world, EXECUTE);
  return outcomeOf(world);
}

test('the run of these tests retires two images, makes two and needs a further try for one', async () => {
  expect((await undisturbed(undefined)).applied).toMatchObject({
    outcome: 'applied',
    usd: 0.15,
    retired: ['bad.png', 'p1.png'],
    added: [{ promptNumber: 17 }, { promptNumber: 18 }],
  });
});

describe.each([
  ['without a manifest', undefined],
  ['with a manifest written by hand', BY_HAND],
])('a set %s', (_, manifest) => {
  test.each<Death['when']>(['before', 'after', 'half-way'])(
    'is as if nothing had happened, killed %s any change and resumed',
    async (when) => {
      const expected = await undisturbed(manifest);
      let at = 1;
      for (; at < ENOUGH; at++) {
        const world = await crashWorld(manifest);
        if (!(await until({ at, when }, world, (mortal) => act(mortal, EXECUTE)))) break;
        await goOn(world);
        expect(await outcomeOf(world), `killed ${when} change ${at}`).toEqual(expected);
      }
      expect(at).toBeGreaterThan(60);
    },
  );

  test('is as if nothing had happened, killed twice: the second time while it is resumed', async () => {
    const expected = await undisturbed(manifest);
    for (let at = 20; at < ENOUGH; at += 3) {
      const first = await crashWorld(manifest);
      if (!(await until({ at, when: 'after' }, first, (mortal) => act(mortal, EXECUTE)))) break;
      for (let again = 1 + (at % 4); ; again += 4) {
        const world = await crashWorld(manifest);
        await until({ at, when: 'after' }, world, (mortal) => act(mortal, EXECUTE));
        const died = await until({ at: again, when: 'before' }, world, goOn);
        await goOn(world);
        expect(await outcomeOf(world), `killed after change ${at} and before ${again}`).toEqual(expected);
        if (!died) break;
      }
    }
  });
});
