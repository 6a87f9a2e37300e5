import { describe, expect, test } from 'vitest';
import { memoryObjectStore } from '../../../adapters/memory/object-store.ts';
import { BUCKET_LAYOUT, layoutOf } from '../../../core/layout.ts';
import { HeldLease, isHeld, LEASE_MS, type LeasePorts, takeLease } from '../../../core/manifest/lease.ts';
import { readManifest } from '../../../core/manifest/manifest-file.ts';
import type { Manifest } from '../../../core/records/manifest.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const NOW = 1_000_000_000;
const lease = (left: number) => ({ holder: 'other', run: 'r0', until: NOW + left });

describe('a lease keeps others out', () => {
  test.each<[string, number, boolean, boolean]>([
    ['while it lasts', 1, false, true],
    ['for as long as leases do', LEASE_MS, false, true],
    ['not after its time', 0, false, false],
    ['not once its time is long over', -LEASE_MS, false, false],
    ['not where its process has ended', LEASE_MS, true, false],
    ['where our clock is a little behind', 2 * LEASE_MS, false, true],
    ['not where our clock was set back, or theirs ran ahead', 2 * LEASE_MS + 1, false, false],
    ['not for ever', Number.MAX_SAFE_INTEGER, false, false],
  ])('%s', (_, left, gone, held) => {
    expect(isHeld(lease(left), NOW, () => gone)).toBe(held);
  });
});

const EMPTY: Manifest = { schema: 1, actor: 'ada', images: [], runs: [] };

function ports(of: Partial<LeasePorts> = {}): LeasePorts & { readonly clock: ReturnType<typeof fakeClock> } {
  const clock = fakeClock();
  return { store: memoryObjectStore(), layout: layoutOf(BUCKET_LAYOUT), isGone: () => false, ...of, clock };
}

async function taken(world: LeasePorts, holder: string, run = holder) {
  const answer = await takeLease(world, { actor: 'ada', run, holder }, (manifest) => manifest ?? EMPTY);
  return 'lease' in answer ? answer.lease : answer.busy;
}

describe('of two runs on one set', () => {
  test('the second is told who works there', async () => {
    const world = ports();
    await taken(world, 'first', 'r1');
    expect(await taken(world, 'second', 'r2')).toMatchObject({ holder: 'first', run: 'r1' });
  });

  test('one gets it where both ask at once', async () => {
    const world = ports();
    const answers = await Promise.all([taken(world, 'first'), taken(world, 'second')]);
    expect(answers.filter((answer) => answer instanceof HeldLease)).toHaveLength(1);
  });

  test('the second works on when the first is done', async () => {
    const world = ports();
    const first = (await taken(world, 'first')) as HeldLease;
    await first.edit((manifest) => manifest, undefined, true);
    expect(await taken(world, 'second')).toBeInstanceOf(HeldLease);
  });

  test('one that was only slow finds out before its next change, and the other keeps the set', async () => {
    const world = ports();
    const slow = (await taken(world, 'slow')) as HeldLease;
    await world.clock.sleep(LEASE_MS + 1);
    expect(await taken(world, 'quick')).toBeInstanceOf(HeldLease);
    await expect(slow.ensure()).rejects.toMatchObject({
      name: 'LeaseLost',
      message: expect.stringContaining('taken over'),
    });
    expect((await readManifest(world, 'ada'))?.manifest.lease?.holder).toBe('quick');
  });

  test('one that works for longer than a lease lasts keeps it', async () => {
    const world = ports();
    const first = (await taken(world, 'first')) as HeldLease;
    for (let minutes = 0; minutes < 30; minutes += 3) {
      await world.clock.sleep(3 * 60_000);
      await first.ensure();
    }
    expect(await taken(world, 'second')).toMatchObject({ holder: 'first' });
  });

  test('a lease that was laid by a clock far ahead is renewed by the right one', async () => {
    const world = ports();
    const first = (await taken(world, 'first')) as HeldLease;
    const back = fakeClock(world.clock.now() - 24 * 3_600_000);
    await new HeldLease({ ...world, clock: back }, 'ada', 'first').ensure();
    expect((await readManifest(world, 'ada'))?.manifest.lease?.until).toBe(back.now() + LEASE_MS);
    await first.ensure();
  });
});
