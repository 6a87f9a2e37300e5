import { describe, expect, test } from 'vitest';
import { plannedResultSchema } from '../../core/records/actor-result.ts';
import { act } from '../support/acting-run.ts';
import { ADA, appliedTo, crashWorld } from '../support/crash-cast.ts';
import { EXECUTE, ROLLBACK } from '../support/runs-on.ts';
import { imagesOf, manifestOf, setState } from '../support/set-state.ts';
import { addFiles, record, type TaskWorld } from '../support/task-world.ts';
import { pictureText } from '../support/text-codec.ts';

const image = ({ layout }: TaskWorld, file: string) => layout.image('ada', file);
const retired = ({ layout }: TaskWorld, file: string) => layout.retired('r1', 'ada', file);

/** Ada's set after r1 was carried out. */
async function carriedOut(): Promise<TaskWorld> {
  const world = await crashWorld();
  await act(world, EXECUTE);
  return world;
}

describe('a run that another one followed', () => {
  /** r2 retires a drawing that r1 made, since better ones were uploaded. */
  async function followed(): Promise<TaskWorld> {
    const world = await carriedOut();
    await addFiles(world, 'ada', {
      'd1.png': pictureText('bw_stylized', 9, 'ada drawn'),
      'd2.png': pictureText('bw_stylized', 9, 'ada etched'),
    });
    await act(world, EXECUTE, 'r2');
    expect((await appliedTo(world, 'r2'))?.retired).toHaveLength(2);
    return world;
  }

  test('is refused with the order to do it in, and nothing is touched', async () => {
    const world = await followed();
    const before = await setState(world);
    await act(world, ROLLBACK);
    const { notRolledBack, outcome } = (await appliedTo(world)) ?? {};
    expect(notRolledBack).toMatch(
      /^After run r1, run r2 changed images of ada that this one had changed \(generated-.*\)\. Roll back in this order: evencast rollback r2, then this one\.$/,
    );
    expect(outcome).toBe('applied');
    expect(await setState(world)).toEqual(before);
  });

  test('is taken back in that order', async () => {
    const world = await followed();
    await act(world, { mode: 'rollback', run: 'r2' });
    await act(world, ROLLBACK);
    expect(Object.keys(await imagesOf(world)).toSorted()).toEqual([...Object.keys(ADA), 'd1.png', 'd2.png'].toSorted());
  });

  test('is taken back where the later one touched other images only', async () => {
    const world = await carriedOut();
    await addFiles(world, 'ada', { 'q.png': pictureText('photorealistic', 2, 'ada, blurred again') });
    await act(world, EXECUTE, 'r2');
    expect((await appliedTo(world, 'r2'))?.retired).toEqual(['q.png']);
    await act(world, ROLLBACK);
    expect(await imagesOf(world)).toEqual(ADA);
    expect(JSON.parse((await manifestOf(world)) ?? '').runs).toEqual(['r2']);
  });
});

describe('what cannot be put back is said, and the rest is', () => {
  test('its name is taken; with that one renamed, rolling back again puts it back', async () => {
    const world = await carriedOut();
    await world.store.put(image(world, 'p1.png'), 'photorealistic 6 .9 somebody else');
    await act(world, ROLLBACK);
    const words = 'another image has its name in the set now; rename that one and roll back again';
    expect(await appliedTo(world)).toMatchObject({ outcome: 'rolled-back', cannot: [{ file: 'p1.png', words }] });
    await world.store.move(image(world, 'p1.png'), image(world, 'mine.png'));
    await act(world, ROLLBACK);
    expect(await appliedTo(world)).toMatchObject({ outcome: 'rolled-back', cannot: [] });
    expect(await imagesOf(world)).toEqual({ ...ADA, 'mine.png': 'photorealistic 6 .9 somebody else' });
  });

  test.each([
    ['somebody deleted it', undefined, 'it is no longer among the retired images'],
    ['somebody replaced it', 'other', 'what lies in its place among the retired images is another image'],
  ])('%s', async (_, text, words) => {
    const world = await carriedOut();
    if (text === undefined) await world.store.delete(retired(world, 'p1.png'));
    else await world.store.put(retired(world, 'p1.png'), text);
    await act(world, ROLLBACK);
    expect(await appliedTo(world)).toMatchObject({ cannot: [{ file: 'p1.png', words }] });
    expect(Object.keys(await imagesOf(world))).toContain('bad.png');
  });

  test('somebody put another image under the name of a generated one: that one stays', async () => {
    const world = await carriedOut();
    const [made] = Object.keys(await imagesOf(world)).filter((file) => file.startsWith('generated-'));
    await world.store.put(image(world, made ?? ''), 'photorealistic 6 .9 somebody else');
    await act(world, ROLLBACK);
    const words = 'somebody put another image under its name; that one stays';
    expect(await appliedTo(world)).toMatchObject({ cannot: [{ file: made, words }] });
    expect(await imagesOf(world)).toEqual({ ...ADA, [made ?? '']: 'photorealistic 6 .9 somebody else' });
  });
});

test('a pin that was set since stays', async () => {
  const world = await carriedOut();
  const manifest = JSON.parse((await manifestOf(world)) ?? '');
  for (const each of manifest.images) if (each.file === 'p2.png') each.pinned = true;
  await world.store.put(world.layout.manifest('ada'), JSON.stringify(manifest));
  await act(world, ROLLBACK);
  const { images, runs } = JSON.parse((await manifestOf(world)) ?? '');
  expect(images.find(({ file }: { file: string }) => file === 'p2.png')).toMatchObject({ pinned: true });
  expect(runs).toEqual([]);
  expect(await imagesOf(world)).toEqual(ADA);
});

test('a set that a run works on at this moment is not taken back', async () => {
  const world = { ...(await carriedOut()), isGone: () => false };
  const manifest = JSON.parse((await manifestOf(world)) ?? '');
  const lease = { holder: 'somebody', run: 'r7', until: world.clock.now() + 60_000 };
  await world.store.put(world.layout.manifest('ada'), JSON.stringify({ ...manifest, lease }));
  const before = await setState(world);
  await act(world, ROLLBACK);
  const result = await record(world, plannedResultSchema, world.layout.runActor('r1', 'ada', 'result.json'));
  expect(result.applied?.notRolledBack).toBe(
    'Run r7 is working on ada; nothing was taken back. Roll back again when it is done.',
  );
  expect(await setState(world)).toEqual(before);
});

test('what was generated is kept among the retired images', async () => {
  const world = await carriedOut();
  const made = Object.entries(await imagesOf(world)).filter(([file]) => file.startsWith('generated-'));
  await act(world, ROLLBACK);
  for (const [file, text] of made)
    expect(new TextDecoder().decode((await world.store.get(retired(world, file))).body)).toBe(text);
});

/** The same world, in which something happens once, just before what is described is written. */
function before(
  isIt: (key: string, body: string) => boolean,
  world: TaskWorld,
  deed: () => Promise<unknown>,
): TaskWorld {
  let isDone = false;
  const put: TaskWorld['store']['put'] = async (key, body, ...rest) => {
    if (!isDone && isIt(key, String(body))) {
      isDone = true;
      await deed();
    }
    return world.store.put(key, body, ...rest);
  };
  return { ...world, store: { ...world.store, put } };
}

test('a run that follows at the very moment is seen, and nothing is touched', async () => {
  const world = await carriedOut();
  await addFiles(world, 'ada', {
    'd1.png': pictureText('bw_stylized', 9, 'ada drawn'),
    'd2.png': pictureText('bw_stylized', 9, 'ada etched'),
  });
  const follow = () => act(world, EXECUTE, 'r2');
  await act(
    before((key) => key === world.layout.manifest('ada'), world, follow),
    ROLLBACK,
  );
  expect((await appliedTo(world))?.notRolledBack).toContain('evencast rollback r2, then this one');
  expect((await appliedTo(world, 'r2'))?.outcome).toBe('applied');
  expect(JSON.parse((await manifestOf(world)) ?? '')).not.toHaveProperty('lease');
  expect(Object.keys(await imagesOf(world))).not.toContain('p1.png');
});

test('a rollback so slow that another process took the set over does not write over its lease', async () => {
  const world = { ...(await carriedOut()), isGone: () => false };
  const lease = { holder: 'quick', run: 'r7', until: world.clock.now() + 60_000 };
  const takeOver = async () => {
    const manifest = JSON.parse((await manifestOf(world)) ?? '');
    await world.store.put(world.layout.manifest('ada'), JSON.stringify({ ...manifest, lease }));
  };
  const isLastEntry = (key: string, body: string) =>
    key.endsWith('/journal.json') &&
    body.includes('"taken-out"') &&
    body.trimEnd().endsWith('"step": "manifest"\n  }\n ]\n}');
  await act(before(isLastEntry, world, takeOver), ROLLBACK);
  expect(JSON.parse((await manifestOf(world)) ?? '').lease).toEqual(lease);
  await world.clock.sleep(60_001);
  await act(world, ROLLBACK);
  expect(await setState(world)).toEqual({ images: ADA, manifest: undefined });
});
