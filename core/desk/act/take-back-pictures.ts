import { takeBackImages } from '../../manifest/take-back-images.ts';
import type { AnswerOf, BodyOf, DeskCall, Refused } from '../../ports/desk-actions.ts';
import { appendNote, readNotesOf } from '../../records/append-note.ts';
import { rollbackNotesSchema } from '../../records/rollback-notes.ts';
import { restoreCommand } from '../../report/commands.ts';
import type { DeskWorld } from '../desk-world.ts';
import { readRun, rowsOf } from '../read/read-run.ts';
import { refuse } from '../refuse.ts';

/** Takes single pictures of a run back, actor by actor, and keeps why; or says how where this desk moves none. */
export async function takeBackPictures(
  world: DeskWorld,
  { body, person, key, signal }: DeskCall<BodyOf<'takeBackPictures'>>,
): Promise<AnswerOf<'takeBackPictures'> | Refused> {
  const { run, pictures, reason } = body;
  const [first] = pictures;
  if (world.stack !== undefined && first !== undefined) {
    const command = restoreCommand(first.actor, first.file, world.stack);
    const words = `A deployed desk moves no image by itself. Take the run back for whole actors, or put retired images back one by one: ${command}`;
    return refuse('InvalidRequest', words);
  }
  const { line } = await readRun(world, run, signal);
  const notesKey = world.layout.run(run, 'rollbacks.json');
  const { notes } = await readNotesOf(world.store, notesKey, rollbackNotesSchema, signal);
  const sent = notes.find((note) => note.key === key);
  if (sent !== undefined) return { run, done: sent.pictures ?? 0, cannot: [] };
  if (line.here || line.elsewhere)
    return refuse('Busy', `Run ${run} is under way. Stop it first, or wait until it is done.`);
  const known = new Set((await rowsOf(world, run, signal)).map(({ actor }) => actor));
  const perActor = Map.groupBy(pictures, ({ actor }) => actor);
  const stranger = [...perActor.keys()].find((actor) => !known.has(actor));
  if (stranger !== undefined)
    return refuse('NotFound', `Run ${run} was not about ${JSON.stringify(stranger)}; nothing was taken back.`);
  let done = 0;
  const cannot: { actor: string; file: string; words: string }[] = [];
  for (const [actor, own] of perActor) {
    const files = [...new Set(own.map(({ file }) => file))];
    const taken = await takeBackImages(world, world.newHolder(), { run, actor, files }, signal);
    done += taken.done.length;
    cannot.push(...taken.cannot.map((each) => ({ actor, ...each })));
  }
  const at = new Date(world.clock.now()).toISOString();
  const note = { by: person.user, at, reason, key, pictures: done };
  if (done > 0) await appendNote(world.store, notesKey, rollbackNotesSchema, note, signal);
  return { run, done, cannot };
}
