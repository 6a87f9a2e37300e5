import { expect, test } from 'vitest';
import { isEvencastError } from '../../core/errors.ts';
import type { ApprovalCall } from '../../core/ports/approval-desk.ts';
import { parseRecord } from '../../core/records/record-text.ts';
import { HOLDER_RENEWAL_MS, runHolderSchema } from '../../core/records/run-holder.ts';
import { markRun } from '../../local/mark-run.ts';
import { taskWorld } from '../support/task-world.ts';

const CALL = {} as ApprovalCall; // never looked at here

/** A run that is marked by `kim`, and what its mark says. */
function marked(desk = async () => {}) {
  const world = taskWorld();
  const key = world.layout.run('r1', 'holder.json');
  const read = async () => {
    try {
      return parseRecord(runHolderSchema, (await world.store.get(key)).body, key).holder;
    } catch (error) {
      if (isEvencastError(error, 'NotFound')) return undefined;
      throw error;
    }
  };
  const by = (holder: string) =>
    markRun({ ...world, desk: { call: desk }, isGone: () => false }, { run: 'r1', holder, doing: 'run' });
  return { world, read, by };
}

test('a run is marked while this process works on it, and no longer', async () => {
  const { read, by } = marked();
  const run = by('kim');
  expect(await read()).toBeUndefined();
  await run.begun();
  expect(await read()).toBe('kim');
  await run.over();
  expect(await read()).toBeUndefined();
});

test('while a person is asked at the terminal nobody carries the run out: the desk may', async () => {
  const during: (string | undefined)[] = [];
  const { read, by } = marked(async () => {
    during.push(await read());
  });
  const run = by('kim');
  await run.begun();
  await run.desk.call(CALL, new AbortController().signal);
  expect(during).toEqual([undefined]);
  expect(await read()).toBe('kim');
  await run.over();
});

test('a process that comes second leaves the mark of the one at work, and takes over what has run out', async () => {
  const { read, by, world } = marked();
  const first = by('kim');
  await first.begun();
  const second = by('lee');
  await second.begun();
  await second.over();
  expect(await read()).toBe('kim');
  await world.clock.sleep(3 * HOLDER_RENEWAL_MS);
  const third = by('ada');
  await third.begun();
  expect(await read()).toBe('ada');
  await first.over();
  expect(await read()).toBe('ada');
  await Promise.all([second.over(), third.over()]);
});
