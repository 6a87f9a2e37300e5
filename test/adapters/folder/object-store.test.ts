import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { folderObjectStore } from '../../../adapters/folder/object-store.ts';
import { objectStoreContract } from '../../contracts/object-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

objectStoreContract('a folder', async () => folderObjectStore({ root: temporaryFolder() }));

objectStoreContract('a folder with its state elsewhere', async () =>
  folderObjectStore({ root: temporaryFolder(), stateRoot: temporaryFolder() }),
);

// Every contract's move is then one between the two roots.
objectStoreContract('a folder that moves into its state folder', async () =>
  folderObjectStore({ root: temporaryFolder(), stateRoot: temporaryFolder(), statePrefix: 'retired/' }),
);

const OTHER_DEVICE = '/dev/shm';
const here = temporaryFolder();
const isOther = (statSync(OTHER_DEVICE, { throwIfNoEntry: false })?.dev ?? statSync(here).dev) !== statSync(here).dev;

describe.skipIf(!isOther)(`with ${OTHER_DEVICE} as another device`, () => {
  objectStoreContract('a folder with its state on another device', async () => {
    const stateRoot = join(temporaryFolder(OTHER_DEVICE), 'not', 'there', 'yet');
    const root = join(temporaryFolder(), 'images');
    mkdirSync(root);
    return folderObjectStore({ root, stateRoot, statePrefix: 'retired/' });
  });
});
