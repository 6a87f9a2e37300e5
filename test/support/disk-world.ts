import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../adapters/clock/system-clock.ts';
import { folderObjectStore } from '../../adapters/folder/object-store.ts';
import { layoutOf, PLAIN_LAYOUT } from '../../core/layout.ts';
import { isGone } from '../../local/holder.ts';
import { ADA, CRASH_CONFIG } from './crash-cast.ts';
import { diskMaker } from './disk-maker.ts';
import { type TaskWorld, taskWorld } from './task-world.ts';

/** A world over a folder, as any process sees it; the vendor's ledger lies beside the images. */
export function diskWorld(folder: string): TaskWorld {
  const root = join(folder, 'cast');
  return {
    ...taskWorld({ config: CRASH_CONFIG, layout: layoutOf(PLAIN_LAYOUT) }),
    store: folderObjectStore({ root }),
    maker: diskMaker(join(folder, 'ledger')),
    clock: { ...systemClock(), sleeps: [] },
    isGone,
  };
}

/** Writes ada's images, and her manifest where she has one, into a new folder. */
export function writeAda(folder: string, manifest: string | undefined): void {
  const root = join(folder, 'cast');
  mkdirSync(join(root, 'ada'), { recursive: true });
  for (const [file, text] of Object.entries(ADA)) writeFileSync(join(root, 'ada', file), text);
  if (manifest === undefined) return;
  mkdirSync(join(root, '.evencast/actors/ada'), { recursive: true });
  writeFileSync(join(root, '.evencast/actors/ada/manifest.json'), manifest);
}
