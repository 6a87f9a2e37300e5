import { describe, expect, test } from 'vitest';
import { LEASE_MS } from '../../core/manifest/lease.ts';
import { act } from '../support/acting-run.ts';
import { ADA, appliedTo, BY_HAND, crashWorld } from '../support/crash-cast.ts';
import { carryOut, plannedRun } from '../support/decided-run.ts';
import { RESUME, ROLLBACK } from '../support/runs-on.ts';
import { imagesOf, manifestOf, setState } from '../support/set-state.ts';
import type { TaskWorld } from '../support/task-world.ts';

const SOMETHING = 'photorealistic 6 .9 somebody else';
const key = ({ layout }: TaskWorld, file: string) => layout.image('ada', file);

/** What somebody does to ada's set. */
const DEEDS: Readonly<Record<string, (world: TaskWorld) => Promise<unknown>>> = {
  replaced: (world) => world.store.put(key(world, 'p3.png'), SOMETHING),
  renamed: (world) => world.store.move(key(world, 'p3.png'), key(world, 'p9.png')),
  deleted: (world) => world.store.delete(key(world, 'p3.png')),
  added: (world) => world.store.put(key(world, 'p9.png'), SOMETHING),
};

describe('a set that somebody changed between plan and decision is left alone', () => {
  test.each([
    ['replaced', [{ file: 'p3.png', how: 'changed' }]],
    [
      'renamed',
      [
        { file: 'p3.png', how: 'gone' },
        { file: 'p9.png', how: 'new' },
      ],
    ],
    ['deleted', [{ file: 'p3.png', how: 'gone' }]],
    ['added', [{ file: 'p9.png', how: 'new' }]],
  ])('%s', async (deed, differs) => {
    const world = await crashWorld(BY_HAND);
    await plannedRun(world);
    await DEEDS[deed]?.(world);
    const before = await setState(world);
    await carryOut(world);
    const words = 'The set of ada is not what the plan rests on any more; nothing was touched. Start a new run for it.';
    expect(await appliedTo(world)).toMatchObject({ outcome: 'stale', open: false, words, differs, usd: 0 });
    expect(await setState(world)).toEqual(before);
    expect(world.maker.begun).toEqual([]);
  });

  test('but one that was only copied back is the same', async () => {
    const world = await crashWorld();
    await plannedRun(world);
    for (const [file, text] of Object.entries(ADA)) await world.store.put(key(world, file), text);
    await carryOut(world);
    expect(await appliedTo(world)).toMatchObject({ outcome: 'applied' });
  });
});

/** The same world, in which something happens just before the first change of this kind is written into a journal. */
function justBefore(step: string, world: TaskWorld, deed: () => Promise<unknown>): TaskWorld {
  let isDone = false;
  const put: TaskWorld['store']['put'] = async (at, body, ...rest) => {
    const info = await world.store.put(at, body, ...rest);
    if (!isDone && at.endsWith('/journal.json') && String(body).includes(`"step": "${step}"`)) {
      isDone = true;
      await deed();
    }
    return info;
  };
  return { ...world, store: { ...world.store, put } };
}

test('an image that somebody replaces at the very moment it leaves stays, and taking the run back has nothing to say of it', async () => {
  const world = await crashWorld();
  await plannedRun(world);
  await carryOut(justBefore('retiring', world, () => world.store.put(key(world, 'bad.png'), SOMETHING)));
  expect(await appliedTo(world)).toMatchObject({
    outcome: 'partly',
    retired: ['p1.png'],
    held: [{ file: 'bad.png', because: 'changed' }],
  });
  await act(world, ROLLBACK);
  expect(await appliedTo(world)).toMatchObject({ outcome: 'rolled-back', cannot: [] });
  expect(await imagesOf(world)).toEqual({ ...ADA, 'bad.png': SOMETHING });
});

test('a set that somebody changes while images are made: what was made joined, nothing leaves, and it is said', async () => {
  const world = await crashWorld();
  await plannedRun(world);
  await carryOut(justBefore('manifest-written', world, () => world.store.delete(key(world, 'p3.png'))));
  const applied = await appliedTo(world);
  expect(applied).toMatchObject({
    outcome: 'partly',
    open: false,
    retired: [],
    differs: [{ file: 'p3.png', how: 'gone' }],
  });
  expect(applied?.held.map(({ because }) => because)).toEqual(['changed', 'changed']);
  expect(applied?.added).toHaveLength(2);
});

test('a pin that is set by hand between plan and decision holds', async () => {
  const world = await crashWorld();
  await plannedRun(world);
  const pin = { schema: 1, actor: 'ada', images: [{ file: 'bad.png', sha256: 'unknown', pinned: true }] };
  await world.store.put(world.layout.manifest('ada'), JSON.stringify(pin));
  await carryOut(world);
  expect(await appliedTo(world)).toMatchObject({
    outcome: 'partly',
    held: [{ file: 'bad.png', because: 'pinned' }],
    retired: ['p1.png'],
  });
});

describe('a manifest', () => {
  test('that is damaged is refused and stays as it is; mended, the run goes on', async () => {
    const world = await crashWorld();
    await plannedRun(world);
    await world.store.put(world.layout.manifest('ada'), '{ "schema": 1, "ima');
    await carryOut(world);
    const applied = await appliedTo(world);
    expect(applied).toMatchObject({ outcome: 'failed', open: true });
    expect(applied?.words).toContain(
      'The manifest of ada (balancing/actors/ada/manifest.json) is damaged. Mend it or move it away',
    );
    expect(await manifestOf(world)).toBe('{ "schema": 1, "ima');
    expect(await imagesOf(world)).toEqual(ADA);
    await world.store.delete(world.layout.manifest('ada'));
    await act(world, RESUME);
    expect(await appliedTo(world)).toMatchObject({ outcome: 'applied', open: false });
  });

  test('that is edited by hand while the run writes it keeps the edit', async () => {
    const world = await crashWorld(BY_HAND);
    await plannedRun(world);
    const edit = async () => {
      const manifest = JSON.parse((await manifestOf(world)) ?? '');
      await world.store.put(world.layout.manifest('ada'), JSON.stringify({ ...manifest, edited: 'by hand' }));
    };
    await carryOut(justBefore('retiring', world, edit));
    expect(await appliedTo(world)).toMatchObject({ outcome: 'applied' });
    expect(JSON.parse((await manifestOf(world)) ?? '')).toMatchObject({ edited: 'by hand', studio: 'north' });
  });

  test('that is removed while the run works is built again, with what the run has done', async () => {
    const world = await crashWorld();
    await plannedRun(world);
    await carryOut(justBefore('retired', world, () => world.store.delete(world.layout.manifest('ada'))));
    await act(world, RESUME);
    const { images, runs } = JSON.parse((await manifestOf(world)) ?? '');
    expect(images.map(({ file }: { file: string }) => file)).toEqual(Object.keys(await imagesOf(world)));
    expect(images.filter(({ origin }: { origin: { kind: string } }) => origin.kind === 'run')).toHaveLength(2);
    expect(runs).toEqual(['r1']);
  });

  test('that disagrees with the folder is brought to it, and that is said', async () => {
    const world = await crashWorld(BY_HAND);
    await plannedRun(world);
    await carryOut(world);
    expect((await appliedTo(world))?.reconciled).toContainEqual({ file: 'gone.png', how: 'not-in-folder' });
  });
});

describe('a set that another run works on', () => {
  const lease = { holder: 'somebody', run: 'r0', until: Number.MAX_SAFE_INTEGER };

  test('is left to it, and the run is resumed when that one is done or its time is over', async () => {
    const world = { ...(await crashWorld()), isGone: () => false };
    await plannedRun(world);
    const until = world.clock.now() + LEASE_MS;
    const manifest = { schema: 1, actor: 'ada', images: [], runs: [], lease: { ...lease, until } };
    await world.store.put(world.layout.manifest('ada'), JSON.stringify(manifest));
    const before = await setState(world);
    await carryOut(world);
    const words = 'Run r0 is working on ada; nothing was touched. Resume this run when that one is done.';
    expect(await appliedTo(world)).toMatchObject({ outcome: 'busy', open: true, words });
    expect(await setState(world)).toEqual(before);
    await world.clock.sleep(LEASE_MS + 1);
    await act(world, RESUME);
    expect(await appliedTo(world)).toMatchObject({ outcome: 'applied', open: false });
  });

  test('is not kept for ever where the clock was set back', async () => {
    const world = { ...(await crashWorld()), isGone: () => false };
    await plannedRun(world);
    await world.store.put(world.layout.manifest('ada'), JSON.stringify({ schema: 1, actor: 'ada', images: [], lease }));
    await carryOut(world);
    expect(await appliedTo(world)).toMatchObject({ outcome: 'applied' });
  });
});
