import type { AnswerOf, BodyOf, DeskCall, Refused } from '../../ports/desk-actions.ts';
import { appendNote, readNotesOf } from '../../records/append-note.ts';
import { rollbackNotesSchema } from '../../records/rollback-notes.ts';
import type { DeskWorld } from '../desk-world.ts';
import { readRun } from '../read/read-run.ts';
import { rollbackPreview } from '../read/rollback-preview.ts';
import { refuse } from '../refuse.ts';

/** Takes a run back, whole or for some actors, and keeps why. */
export async function rollBackRun(
  world: DeskWorld,
  call: DeskCall<BodyOf<'rollBack'>>,
): Promise<AnswerOf<'rollBack'> | Refused> {
  const { body, person, key, signal } = call;
  const { run, actors, reason } = body;
  const { line } = await readRun(world, run, signal);
  const at = new Date(world.clock.now()).toISOString();
  const notesKey = world.layout.run(run, 'rollbacks.json');
  const { notes } = await readNotesOf(world.store, notesKey, rollbackNotesSchema, signal);
  if (notes.some((note) => note.key === key)) return { run };
  if (line.here || line.elsewhere)
    return refuse('Busy', `Run ${run} is under way. Stop it first, or wait until it is done.`);
  const { actors: undoable, blocked } = await rollbackPreview(world, run, actors ?? [], signal);
  if (undoable.length === 0)
    return refuse('InvalidRequest', `Run ${run} has changed nothing that could be taken back.`);
  if (blocked === undoable.length) {
    const order = [...new Set(undoable.flatMap(({ first }) => first))].join(', then ');
    return refuse('InvalidRequest', `Later runs changed the same images. Take them back first: ${order}.`);
  }
  await appendNote(world.store, notesKey, rollbackNotesSchema, { by: person.user, at, reason, key }, signal);
  const begun = await world.keeper.goOn({ mode: 'rollback', run, ...(actors === undefined ? {} : { actors }) });
  return begun ? { run } : refuse('Busy', `Run ${run} is under way. Stop it first, or wait until it is done.`);
}
