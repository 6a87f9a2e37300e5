import { expect, test } from 'vitest';
import { deskMemory } from '../../../core/desk/read/desk-memory.ts';
import { settledBy } from '../../../core/desk/read/recorded-events.ts';
import { recordedEvents, recordedProgress } from '../../../core/desk/read/recorded-progress.ts';
import type { NewEntry } from '../../../core/journal/journal.ts';
import { openJournal } from '../../../core/journal/journal-log.ts';
import { NO_USAGE } from '../../../core/judging/verdict.ts';
import type { FailedResult } from '../../../core/records/actor-result.ts';
import { recordText } from '../../../core/records/record-text.ts';
import type { RunRecord } from '../../../core/records/run-record.ts';
import { PATIENCE, taskWorld } from '../../support/task-world.ts';

const RUN: Pick<RunRecord, 'run' | 'maker'> = {
  run: 'r1',
  maker: { name: 'offline', model: 'm', standIn: true, why: '' },
};
const ALL = ['ada', 'bob', 'eve'];

/** A desk over a run whose records the test writes. */
async function desk() {
  const { store, layout, clock } = taskWorld();
  await store.put(layout.run('r1', 'actors.json'), recordText(ALL.map((actor) => ({ actor }))));
  const one = { store, layout, memory: deskMemory(store) };
  return {
    store,
    layout,
    clock,
    /** Another process of the desk, which has read nothing yet. */
    other: () => ({ ...one, memory: deskMemory(store) }),
    events: async (world = one) =>
      (await recordedEvents(world, RUN, PATIENCE.signal)).map(({ actor, what, picture, message }) =>
        [actor, what, picture?.file ?? message].join(' ').trim(),
      ),
    progress: (doing: 'planning' | 'rolling-back' = 'planning') => recordedProgress(one, RUN, doing, PATIENCE.signal),
    async write(actor: string, ...entries: readonly NewEntry[]) {
      const journal = await openJournal({ store, layout, clock }, 'r1', actor);
      for (const entry of entries) {
        await clock.sleep(1000);
        await journal.append(entry);
      }
    },
    async fail(actor: string, at?: string) {
      const row: FailedResult = {
        schema: 1,
        actor,
        status: 'failed',
        ...(at === undefined ? {} : { at }),
        error: 'JudgeRefused',
        message: 'It declined.',
        usage: { ...NO_USAGE, usd: 0.25 },
      };
      await store.put(layout.runActor('r1', actor, 'result.json'), recordText(row));
    },
  };
}

const added = (file: string, step: 'adding' | 'added' = 'added'): NewEntry => ({
  step,
  requestId: `q-${file}`,
  change: `generate/${file}`,
  file,
  sha256: file.padEnd(64, '0'),
  size: 1,
  type: 'bw_stylized',
  score: 7,
});
const retired = (file: string, step: 'retiring' | 'retired' = 'retired'): NewEntry => ({
  step,
  change: `retire/${file}`,
  file,
  sha256: file.padEnd(64, '0'),
  size: 1,
});

test('every image is told of once, in the order of time over all actors, and not before it is done', async () => {
  const { write, events, other } = await desk();
  await write('bob', added('b1', 'adding'), added('b1'));
  await write('ada', added('a1'), retired('a0', 'retiring'));
  await write('bob', added('b1'), retired('b0'), { step: 'settled', open: false });
  await write('ada', retired('a0'));
  const told = ['bob added b1', 'ada added a1', 'bob retired b0', 'bob settled', 'ada retired a0'];
  expect(await events()).toEqual(told);
  expect(await events(other())).toEqual(told);
});

test('a made image is shown as what it is, with the stand-in said, and can be found by its content', async () => {
  const { write, other } = await desk();
  await write('ada', added('a1'));
  const world = other();
  const [event] = await recordedEvents(world, RUN, PATIENCE.signal);
  const sha256 = 'a1'.padEnd(64, '0');
  expect(event).toMatchObject({
    sequence: 1,
    picture: { actor: 'ada', file: 'a1', sha256, type: 'bw_stylized', score: 7, standIn: true },
  });
  expect(world.memory.pictures.get(sha256)).toContain(world.layout.image('ada', 'a1'));
});

test('a half-written journal keeps what it had told, and goes on when it reads again', async () => {
  const { write, events, store, layout, other } = await desk();
  await write('ada', added('a1'));
  expect(await events()).toEqual(['ada added a1']);
  const key = layout.runActor('r1', 'ada', 'journal.json');
  const { body } = await store.get(key);
  await store.put(key, body.slice(0, body.length / 2));
  expect(await events()).toEqual(['ada added a1']);
  expect(await events(other())).toEqual([]);
  await store.put(key, body);
  await write('ada', added('a2'));
  expect(await events()).toEqual(['ada added a1', 'ada added a2']);
});

test('a damaged result hides neither the others nor the journal beside it', async () => {
  const { write, fail, events, store, layout, progress } = await desk();
  await fail('ada', '2026-11-01T11:00:00.000Z');
  await store.put(layout.runActor('r1', 'bob', 'result.json'), '{}');
  await write('bob', added('b1'));
  expect(await events()).toEqual(['ada failed It declined.', 'bob added b1']);
  expect(await progress()).toMatchObject({
    actors: { done: 1, total: 3 },
    spentUsd: 0.25,
    failures: [{ actor: 'ada', error: 'JudgeRefused', message: 'It declined.' }],
  });
});

test('a result of an earlier version, which says no time, counts and has no place among what happened', async () => {
  const { fail, events, progress } = await desk();
  await fail('ada');
  expect(await events()).toEqual([]);
  expect((await progress()).actors.done).toBe(1);
});

test('an actor whose records are gone is gone everywhere at once', async () => {
  const { write, fail, events, store, layout, progress, other } = await desk();
  await write('ada', added('a1'));
  await write('bob', added('b1'));
  await fail('ada', '2026-11-01T13:00:00.000Z');
  expect(await events()).toEqual(['ada added a1', 'bob added b1', 'ada failed It declined.']);
  for (const name of ['journal.json', 'result.json'] as const) await store.delete(layout.runActor('r1', 'ada', name));
  expect(await events()).toEqual(['bob added b1']);
  expect(await events(other())).toEqual(['bob added b1']);
  expect((await progress()).failures).toEqual([]);
});

test('what was written in the last seconds waits for the next look, and what comes later changes no place', async () => {
  const { write, clock, other } = await desk();
  const seen = async () => settledBy(await recordedEvents(other(), RUN, PATIENCE.signal), clock.now());
  await write('ada', added('a1'), added('a2'), added('a3'));
  expect(await seen()).toEqual([]);
  await clock.sleep(3500);
  const first = await seen();
  expect(first.map(({ sequence, picture }) => [sequence, picture?.file])).toEqual([[1, 'a1']]);
  await write('bob', added('b1'));
  await clock.sleep(10_000);
  const later = await seen();
  expect(later.slice(0, 1)).toEqual(first);
  expect(later.map(({ picture }) => picture?.file)).toEqual(['a1', 'a2', 'a3', 'b1']);
});

test('only what was written since is read again', async () => {
  const { write, other, store } = await desk();
  const reads: string[] = [];
  const watched: typeof store = {
    ...store,
    list: (...call) => store.list(...call),
    get: (...call) => {
      reads.push(call[0]);
      return store.get(...call);
    },
  };
  const world = { ...other(), store: watched };
  for (const actor of ALL) await write(actor, added(`${actor}1`));
  await recordedEvents(world, RUN, PATIENCE.signal);
  expect(reads).toHaveLength(3);
  await write('eve', retired('e0'));
  await recordedEvents(world, RUN, PATIENCE.signal);
  expect(reads.slice(3)).toEqual([world.layout.runActor('r1', 'eve', 'journal.json')]);
});
