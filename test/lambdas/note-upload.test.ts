import { describe, expect, test } from 'vitest';
import { BUCKET_LAYOUT, layoutOf, PLAIN_LAYOUT } from '../../core/layout.ts';
import { noteUpload } from '../../lambdas/note-upload/task.ts';
import { keys, PATIENCE, taskWorld } from '../support/task-world.ts';
import { uploadWorld } from '../support/upload-world.ts';

const IMAGE = 'lead/custom-actors/ada/training_data/a.png';

describe('an upload marks its actor', () => {
  test.each([
    ['ada', IMAGE],
    ['zoë 😀+%41', 'lead/custom-actors/zoë 😀+%41/training_data/so+so%20.JPG'],
    ['0000', 'lead/custom-actors/0000/training_data/b.webp'],
  ])('%s, by the key as EventBridge delivers it', async (actor, key) => {
    const world = uploadWorld();
    expect(await world.note(world.event(key))).toEqual({ actor });
    expect(await keys(world)).toEqual([`balancing/uploads/actors/${actor}.json`]);
  });

  test('an event that comes twice, or after a later one, changes nothing', async () => {
    const world = uploadWorld();
    const now = world.clock.now();
    for (const at of [now - 9_000, now - 3_000]) await world.note(world.event(IMAGE, at));
    const before = await world.store.get(world.layout.upload('ada'));
    for (const at of [now - 3_000, now - 9_000, now - 5_000]) await world.note(world.event(IMAGE, at));
    expect(await world.store.get(world.layout.upload('ada'))).toEqual(before);
  });

  test('one that says it comes from the future is noted as of now: it must not keep the actor waiting', async () => {
    const world = uploadWorld();
    await world.store.put(world.layout.image('ada', 'a.png'), 'x');
    await world.note(world.event(IMAGE, world.clock.now() + 1e10));
    await world.minutes(11);
    expect(await world.sweep()).toMatchObject({ actors: 1 });
  });

  test('a time that cannot be read is now', async () => {
    const world = uploadWorld();
    const event = { ...Object(world.event(IMAGE)), time: 1_700_000_000 };
    expect(await world.note(event)).toEqual({ actor: 'ada' });
  });
});

describe('everything else is passed over', () => {
  test.each([
    'lead/custom-actors/ada/training_data/notes.txt',
    'lead/custom-actors/ada/training_data/a.heic',
    'lead/custom-actors/ada/training_data/.hidden.png',
    'lead/custom-actors/ada/training_data/deeper/a.png',
    'lead/custom-actors/ada/training_data/',
    'lead/custom-actors/ada/a.png',
    'lead/custom-actors/a.png',
    'lead/custom-actors//training_data/a.png',
    'lead/custom-actors/../training_data/a.png',
    'lead/custom-actors/a\0b/training_data/a.png',
    'lead/balancing/runs/r1/actors/ada/made-1.png',
    'lead/balancing/retired/r1/ada/a.png',
    'custom-actors/ada/training_data/a.png',
    'elsewhere/custom-actors/ada/training_data/a.png',
    'lead/',
  ])('the key %j', async (key) => {
    const world = uploadWorld();
    expect(await world.note(world.event(key))).toEqual({});
    expect(await keys(world)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'Object Created'],
    ['a list', []],
    ['an event of somebody else', { source: 'my.app', 'detail-type': 'Object Created', detail: {} }],
    ['no object', { source: 'aws.s3', 'detail-type': 'Object Created', detail: { bucket: { name: 'cast' } } }],
    [
      'a key that is no text',
      {
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: { bucket: { name: 'cast' }, object: { key: { length: 1 } } },
      },
    ],
    ['a deletion', { ...Object(uploadWorld().event(IMAGE)), 'detail-type': 'Object Deleted' }],
    [
      'another bucket',
      { ...Object(uploadWorld().event(IMAGE)), detail: { bucket: { name: 'other' }, object: { key: IMAGE } } },
    ],
  ])('%s', async (_what, event) => {
    const world = uploadWorld();
    expect(await world.note(event)).toEqual({});
    expect(await keys(world)).toEqual([]);
  });

  test.each([
    ['.evencast/ada/a.png', PLAIN_LAYOUT],
    ['.git/a.png', PLAIN_LAYOUT],
    ['balancing/a.png', { ...BUCKET_LAYOUT, actorsPrefix: '', imagesFolder: '' }],
  ])('%s, where the actors lie beside our own records', async (key, settings) => {
    const world = { ...taskWorld({ layout: layoutOf(settings) }), bucket: 'cast', prefix: '' };
    const event = {
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { bucket: { name: 'cast' }, object: { key } },
    };
    expect(await noteUpload(event, world, PATIENCE.signal)).toEqual({});
  });
});

test('many events at once about one actor leave one mark that spans them all', async () => {
  const world = uploadWorld();
  const now = world.clock.now();
  const times = Array.from({ length: 20 }, (_, at) => now - 1000 * ((at * 7) % 20));
  await Promise.all(times.map((at) => world.note(world.event(IMAGE, at))));
  const { body } = await world.store.get(world.layout.upload('ada'));
  expect(JSON.parse(new TextDecoder().decode(body))).toEqual({
    schema: 1,
    actor: 'ada',
    first: now - 19_000,
    last: now,
  });
});
