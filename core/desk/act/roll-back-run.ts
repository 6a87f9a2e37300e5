import { isEvencastError } from '../../errors.ts';
import type { AnswerOf, BodyOf, DeskCall, Refused } from '../../ports/desk-actions.ts';
import { parseRecord, recordText } from '../../records/record-text.ts';
import { type RollbackNotes, rollbackNotesSchema } from '../../records/rollback-notes.ts';
import type { DeskWorld } from '../desk-world.ts';
import { readRun } from '../read/read-run.ts';
import { rollbackPreview } from '../read/rollback-preview.ts';
import { refuse } from '../refuse.ts';

/** Writers meet for a moment only. */
const TRIES = 20;

/** Takes a run back, whole or for some actors, and keeps why. */
export async function rollBackRun(
  world: DeskWorld,
  call: DeskCall<BodyOf<'rollBack'>>,
): Promise<AnswerOf<'rollBack'> | Refused> {
  const { body, person, key, signal } = call;
  const { run, actors, reason } = body;
  const { line } = await readRun(world, run, signal);
  const at = new Date(world.clock.now()).toISOString();
  const known = await stored(world, run, signal);
  if (known?.record.notes.some((note) => note.key === key) === true) return { run };
  if (line.here || line.elsewhere)
    return refuse('Busy', `Run ${run} is under way. Stop it first, or wait until it is done.`);
  const { actors: undoable, blocked } = await rollbackPreview(world, run, actors ?? [], signal);
  if (undoable.length === 0)
    return refuse('InvalidRequest', `Run ${run} has changed nothing that could be taken back.`);
  if (blocked === undoable.length) {
    const order = [...new Set(undoable.flatMap(({ first }) => first))].join(', then ');
    return refuse('InvalidRequest', `Later runs changed the same images. Take them back first: ${order}.`);
  }
  await addNote(world, run, { by: person.user, at, reason, key }, signal);
  const begun = await world.keeper.goOn({ mode: 'rollback', run, ...(actors === undefined ? {} : { actors }) });
  return begun ? { run } : refuse('Busy', `Run ${run} is under way. Stop it first, or wait until it is done.`);
}

async function addNote(
  world: DeskWorld,
  run: string,
  note: RollbackNotes['notes'][number],
  signal: AbortSignal,
): Promise<void> {
  const { store, layout } = world;
  for (let attempt = 1; ; attempt++) {
    const there = await stored(world, run, signal);
    const next: RollbackNotes = { schema: 1, notes: [...(there?.record.notes ?? []), note] };
    const condition = there === undefined ? { ifAbsent: true } : { ifVersion: there.version };
    try {
      const options = { ...condition, contentType: 'application/json', signal };
      await store.put(layout.run(run, 'rollbacks.json'), recordText(next), options);
      return;
    } catch (error) {
      if (!isEvencastError(error, 'Conflict') || attempt === TRIES) throw error;
    }
  }
}

async function stored({ store, layout }: DeskWorld, run: string, signal: AbortSignal) {
  const key = layout.run(run, 'rollbacks.json');
  try {
    const { body, version } = await store.get(key, { signal });
    return { record: parseRecord(rollbackNotesSchema, body, key), version };
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}
