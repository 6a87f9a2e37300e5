import { readdirSync } from 'node:fs';
import { folderObjectStore } from '../../../adapters/folder/object-store.ts';
import type { ObjectStore } from '../../../core/ports/object-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A folder, the store over it, and what is really in it, hidden files too. */
export interface NewFolder {
  readonly root: string;
  readonly store: ObjectStore;
  readonly everything: () => readonly string[];
}

/** An empty one, for one test. */
export function newFolder(): NewFolder {
  const root = temporaryFolder();
  const everything = () => readdirSync(root, { recursive: true, encoding: 'utf8' });
  return { root, store: folderObjectStore({ root }), everything };
}
