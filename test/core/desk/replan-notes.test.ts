import { expect, test } from 'vitest';
import { dropNote, readNotesOf, writeNotes } from '../../../core/records/append-note.ts';
import {
  type ReplanNote,
  readPlannedAgain,
  replanNotesSchema,
  standingNotes,
} from '../../../core/records/replan-notes.ts';
import { addFiles, cast, prepareRun, taskWorld } from '../../support/task-world.ts';

const KEY = taskWorld().layout.run('r1', 'replans.json');
const note = (key: string, actor: string, at: number): ReplanNote => {
  return { run: `again-${key}`, by: 'kim', at: new Date(at).toISOString(), actors: [actor], key };
};

/** A world in which two are noted, of whom only one has begun. */
async function noted() {
  const world = taskWorld();
  await addFiles(world, 'ada', cast(1, 0, 0));
  const now = world.clock.now();
  const notes = [note('begun', 'ada', now), note('broken-off', 'bob', now)];
  await prepareRun(world, 'again-begun', { mode: 'execute' });
  expect(await writeNotes(world.store, KEY, { notes, version: undefined })).toBe(true);
  return { world, notes };
}

test('a run that never began holds its actors for a minute, one that began for good', async () => {
  const { world, notes } = await noted();
  expect([...(await readPlannedAgain(world, 'r1')).keys()]).toEqual(['ada', 'bob']);
  await world.clock.sleep(59_000);
  expect(await standingNotes(world, notes)).toEqual(notes);
  await world.clock.sleep(2_000);
  expect([...(await readPlannedAgain(world, 'r1'))]).toEqual([['ada', 'again-begun']]);
});

test('a run that begins late after all counts again', async () => {
  const { world } = await noted();
  await world.clock.sleep(61_000);
  await prepareRun(world, 'again-broken-off', { mode: 'execute' });
  expect([...(await readPlannedAgain(world, 'r1')).keys()]).toEqual(['ada', 'bob']);
});

test('one note is taken back without the others, also twice', async () => {
  const { world, notes } = await noted();
  for (let again = 0; again < 2; again++) await dropNote(world.store, KEY, replanNotesSchema, 'broken-off');
  expect((await readNotesOf(world.store, KEY, replanNotesSchema)).notes).toEqual(notes.slice(0, 1));
});

test('of two who write at once only one does', async () => {
  const { world, notes } = await noted();
  const { version } = await readNotesOf(world.store, KEY, replanNotesSchema);
  const wrote = [notes, notes.slice(1)].map((each) => writeNotes(world.store, KEY, { notes: each, version }));
  expect((await Promise.all(wrote)).filter((each) => each)).toHaveLength(1);
});
