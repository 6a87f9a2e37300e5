import { readJournal } from '../../journal/journal-log.ts';
import { journalState } from '../../journal/journal-state.ts';
import type { DeskActor } from '../contract/actor.ts';
import type { DeskWorld } from '../desk-world.ts';
import { notePicture } from './desk-memory.ts';

/** The images of an actor that runs took out of its set and that are still there, those of the newest run first. */
export async function retiredOf(
  world: DeskWorld,
  actor: string,
  signal: AbortSignal,
): Promise<readonly DeskActor['retired'][number][]> {
  const { store, layout, memory } = world;
  const found: DeskActor['retired'][number][] = [];
  for (const run of (await Array.fromAsync(store.folders(layout.retiredRuns, { signal }))).toSorted().reverse()) {
    const prefix = layout.retiredOf(run, actor);
    const listed = await Array.fromAsync(store.list(prefix, { signal }));
    if (listed.length === 0) continue;
    const { retirements, additions } = journalState(await readJournal(world, run, actor, signal).catch(() => []));
    for (const { key, size } of listed) {
      const file = key.slice(prefix.length);
      const sha256 = (retirements.get(file) ?? additions.get(file))?.entry.sha256;
      notePicture(memory, sha256, key);
      found.push({ run, file, size, sha256: sha256 ?? null });
    }
  }
  return found;
}
