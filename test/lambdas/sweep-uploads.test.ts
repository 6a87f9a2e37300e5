import { describe, expect, test } from 'vitest';
import { EvencastError } from '../../core/errors.ts';
import { isRunName } from '../../core/layout.ts';
import { LEASE_MS } from '../../core/manifest/lease.ts';
import { runRequestSchema } from '../../core/request.ts';
import { act } from '../support/acting-run.ts';
import { addFiles, cast, keys } from '../support/task-world.ts';
import { type UploadWorld, uploadWorld } from '../support/upload-world.ts';

const marks = async (world: UploadWorld) => (await keys(world)).filter((key) => key.startsWith(world.layout.uploads));

describe('a burst of uploads is one run', () => {
  test('twenty in five minutes, delivered twice and out of order', async () => {
    const world = uploadWorld();
    const began = world.clock.now();
    const actors = Array.from({ length: 20 }, (_, at) => `actor ${at % 7}`);
    const events = [];
    for (const [at, actor] of actors.entries()) {
      await world.store.put(world.layout.image(actor, `${at}.png`), 'x');
      events.push(world.event(`lead/${world.layout.image(actor, `${at}.png`)}`, began + at * 15_000));
    }
    const shuffled = [...events, ...events].map((event, at) => ({ event, order: (at * 17) % 40 }));
    for (const { event } of shuffled.sort((a, b) => a.order - b.order)) {
      await world.note(event);
      await world.minutes(0.125);
      await world.sweep();
    }
    for (let minute = 0; minute < 60; minute += 2) {
      await world.minutes(2);
      await world.sweep();
    }
    expect(world.started).toHaveLength(1);
    expect([...(world.started[0]?.request.actors ?? [])].sort()).toEqual([...new Set(actors)].sort());
    expect(await marks(world)).toEqual([]);
  });

  test('nothing starts before it has been quiet for long enough', async () => {
    const world = uploadWorld({ quietMinutes: 10 });
    await world.upload('ada', 'a.png');
    await world.minutes(9.9);
    expect(await world.sweep()).toMatchObject({ run: undefined });
    await world.minutes(0.1);
    expect(await world.sweep()).toMatchObject({ actors: 1 });
  });

  test('one that goes on about somebody else is waited for, but not for ever', async () => {
    const world = uploadWorld({ quietMinutes: 10 });
    await world.upload('ada', 'a.png');
    for (let minute = 0; minute < 55; minute += 5) {
      await world.minutes(5);
      await world.upload('eve', `${minute}.png`);
      expect(await world.sweep()).toMatchObject({ run: undefined });
    }
    await world.minutes(5);
    await world.upload('eve', 'last.png');
    await world.sweep();
    expect(world.started.map(({ request }) => request.actors)).toEqual([['ada']]);
  });

  test('the run is asked for what the configuration says, under a name that a run can have', async () => {
    const world = uploadWorld({ input: { mode: 'execute', budgetUsd: 3 } });
    await world.upload('ada', 'a.png');
    await world.minutes(10);
    await world.sweep();
    const [{ name, request } = { name: '', request: {} }] = world.started;
    expect(isRunName(name)).toBe(true);
    expect(runRequestSchema.parse(request)).toMatchObject({ mode: 'execute', budgetUsd: 3, actors: ['ada'] });
  });

  test('two sweeps at once start one run', async () => {
    const world = uploadWorld({ dailyRuns: 1 });
    for (const actor of ['ada', 'eve']) await world.upload(actor, 'a.png');
    await world.minutes(10);
    await Promise.all([world.sweep(), world.sweep(), world.sweep()]);
    expect(world.started).toHaveLength(1);
    expect(world.counted.some(({ name, value }) => name === 'BreakerOpen' && value > 0)).toBe(false);
  });

  test('a start that failed is tried again by the next sweep, as the same run', async () => {
    const world = uploadWorld({ dailyRuns: 1 }, [new EvencastError('RateLimited', 'slow down')]);
    await world.upload('ada', 'a.png');
    await world.minutes(10);
    await expect(world.sweep()).rejects.toMatchObject({ name: 'RateLimited' });
    expect(await world.sweep()).toMatchObject({ actors: 1, breakerOpen: false });
  });

  test('an upload that comes while the run is being started is for the next one', async () => {
    const world = uploadWorld();
    await world.upload('ada', 'a.png');
    await world.minutes(10);
    const { store } = world;
    // Between reading the marks and clearing them.
    const put = store.put.bind(store);
    Object.assign(store, {
      put: async (...call: Parameters<typeof put>) => {
        if (call[0] === world.layout.uploadStarts)
          await world.note(world.event(`lead/${world.layout.image('ada', 'b.png')}`));
        return put(...call);
      },
    });
    await world.sweep();
    Object.assign(store, { put });
    expect(await marks(world)).toHaveLength(1);
    await world.minutes(10);
    await world.sweep();
    expect(world.started).toHaveLength(2);
  });

  test('more actors than one start takes have their turn at the next sweep', async () => {
    const world = uploadWorld();
    const actors = Array.from({ length: 900 }, (_, at) => `${at}`.padStart(4, '0') + 'é'.repeat(120));
    for (const actor of actors) await world.upload(actor, 'a.png');
    await world.minutes(10);
    for (let sweep = 0; sweep < 3; sweep++) await world.sweep();
    expect(world.started).toHaveLength(2);
    expect(world.started.flatMap(({ request }) => request.actors).sort()).toEqual(actors.toSorted());
    for (const { request } of world.started)
      expect(Buffer.byteLength(JSON.stringify(request))).toBeLessThan(256 * 1024);
  });
});

describe('what the pipeline writes itself starts nothing', () => {
  async function acted() {
    const world = uploadWorld();
    await addFiles(world, 'ada', cast(10, 1, 1));
    await act(world, { mode: 'execute', approval: 'auto' });
    return world;
  }
  const deliverAll = async (world: UploadWorld) => {
    for await (const { key } of world.store.list(world.layout.images('ada')))
      await world.note(world.event(`lead/${key}`));
  };

  test('images that a run has made', async () => {
    const world = await acted();
    await deliverAll(world);
    expect(await marks(world)).toHaveLength(1);
    await world.minutes(10);
    expect(await world.sweep()).toMatchObject({ run: undefined, cleared: 1 });
    expect([world.started, await marks(world)]).toEqual([[], []]);
  });

  test('images that were put back', async () => {
    const world = await acted();
    await act(world, { mode: 'rollback', run: 'r1' }, 'back');
    await act(world, { mode: 'execute', approval: 'auto' }, 'r2');
    await deliverAll(world);
    await world.minutes(10);
    expect(await world.sweep()).toMatchObject({ run: undefined, cleared: 1 });
  });

  test.each([
    ['a new image', 'new.png', 'something'],
    ['another one under a known name', 'photorealistic-000.png', 'something of another size'],
  ])('but an upload among them does: %s', async (_what, file, body) => {
    const world = await acted();
    await deliverAll(world);
    await world.upload('ada', file, body);
    await world.minutes(10);
    expect(await world.sweep()).toMatchObject({ actors: 1 });
  });

  test('while a run works on the set nobody knows yet; when it has died its set is looked at', async () => {
    const world = await acted();
    const key = world.layout.manifest('ada');
    const manifest = JSON.parse(new TextDecoder().decode((await world.store.get(key)).body));
    await world.upload('ada', 'new.png');
    await world.minutes(10);
    const lease = { holder: 'h', run: 'r2', until: world.clock.now() + LEASE_MS };
    await world.store.put(key, JSON.stringify({ ...manifest, lease }));
    expect(await world.sweep()).toMatchObject({ run: undefined, cleared: 0 });
    expect(await marks(world)).toHaveLength(1);
    await world.minutes(6);
    expect(await world.sweep()).toMatchObject({ actors: 1 });
  });

  test('an actor whose images are all gone again is forgotten: a run could not find it', async () => {
    const world = uploadWorld();
    await world.upload('ada', 'a.png');
    await world.store.delete(world.layout.image('ada', 'a.png'));
    await world.minutes(10);
    expect(await world.sweep()).toMatchObject({ run: undefined, cleared: 1 });
  });
});

describe('the breaker', () => {
  const day = async (world: UploadWorld, runs: number) => {
    for (let run = 0; run < runs; run++) {
      await world.upload('ada', `${run}-${world.clock.now()}.png`);
      await world.minutes(10);
      await world.sweep();
    }
  };

  test('stops a loop: so many runs a day and no more, and says so', async () => {
    const world = uploadWorld({ dailyRuns: 3 });
    await day(world, 5);
    expect(world.started).toHaveLength(3);
    expect(world.counted.filter(({ name }) => name === 'BreakerOpen').map(({ value }) => value)).toEqual([
      0, 0, 0, 1, 1,
    ]);
  });

  test('forgets nothing of what it kept back: the next day it is looked at', async () => {
    const world = uploadWorld({ dailyRuns: 3 });
    await day(world, 4);
    expect(await marks(world)).toHaveLength(1);
    await world.minutes(24 * 60);
    expect(await world.sweep()).toMatchObject({ actors: 1, breakerOpen: false });
  });
});

test('with uploads switched off the sweep still tells how long approvals wait, and starts nothing', async () => {
  const world = uploadWorld({ enabled: false });
  await world.upload('ada', 'a.png');
  await world.minutes(10);
  expect(await world.sweep()).toMatchObject({ run: undefined });
  expect(world.counted).toEqual([{ name: 'OldestApprovalHours', unit: 'None', value: 0 }]);
});

test('a damaged mark is looked at, under the actor that its name says', async () => {
  const world = uploadWorld();
  await world.store.put(world.layout.image('ada', 'a.png'), 'x');
  await world.store.put(world.layout.upload('ada'), '{');
  expect(await world.sweep()).toMatchObject({ actors: 1 });
});
