import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderObjectStore } from '../../../adapters/folder/object-store.ts';
import { expectError, inByteOrder, keysOf, textOf } from '../../contracts/object-store/ask.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { newFolder } from './new-folder.ts';

const isRoot = process.getuid?.() === 0;

describe('names that are not UTF-8', () => {
  test('are listed, read, moved and kept byte for byte', async () => {
    const { root, store } = newFolder();
    const latin1 = Buffer.from('caf\xe9.jpg', 'latin1');
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), latin1]), 'old camera');
    writeFileSync(join(root, 'café.jpg'), 'new camera');
    const keys = await keysOf(store.list('caf'));
    expect(keys).toEqual(['café.jpg', 'caf\udce9.jpg']);
    expect(await textOf(store, 'caf\udce9.jpg')).toBe('old camera');
    const moved = await store.move('caf\udce9.jpg', 'retired/caf\udce9.jpg');
    expect(readdirSync(join(root, 'retired'), { encoding: 'buffer' })).toEqual([latin1]);
    expect(await Array.fromAsync(store.list('retired/'))).toEqual([moved]);
    await store.put('caf\udce9.jpg', 'again', { ifAbsent: true });
    expect(readFileSync(Buffer.concat([Buffer.from(`${root}/`), latin1]), 'utf8')).toBe('again');
  });

  test('bytes that together are UTF-8 are no second name for the same file', async () => {
    const { store } = newFolder();
    await expectError(store.put('caf\udcc3\udca9.jpg', 'x'), 'InvalidKey');
  });
});

describe('names that a folder cannot hold', () => {
  test.for([
    '/etc/passwd',
    '..',
    '../x',
    'a/../../x',
    './a',
    'a//b',
    'a/',
    'nul\0l',
    '.evencast-tmp-1',
    'a/.evencast-tmp-1',
    '.evencast/.evencast-lock.sqlite',
  ])('%j is refused', async (key) => {
    const { store, everything } = newFolder();
    for (const call of [store.put(key, 'x'), store.get(key), store.delete(key)].map((each) =>
      expectError(each, 'InvalidKey'),
    ))
      await call;
    expect(everything()).toEqual([]);
  });

  test('a name longer than the disk allows is refused in words', async () => {
    const { store } = newFolder();
    await expect(store.put(`set/${'x'.repeat(300)}.jpg`, 'x')).rejects.toMatchObject({
      name: 'InvalidKey',
      message: expect.stringContaining('longer than this disk allows'),
    });
  });

  test('below a file and in a folder’s place nothing can be kept', async () => {
    const { store, everything } = newFolder();
    await store.put('a/b', 'x');
    const before = everything();
    await expectError(store.put('a', 'x'), 'InvalidKey');
    await expectError(store.put('a/b/c', 'x', { ifAbsent: true }), 'InvalidKey');
    await expectError(store.move('a/b', 'a/b/c'), 'InvalidKey');
    expect(everything()).toEqual(before);
  });

  test('a statePrefix of more than one name is a mistake', () => {
    expect(() => folderObjectStore({ root: '/x', statePrefix: 'a/b/' })).toThrow(/one folder name/);
  });
});

describe('what the store leaves in folders', () => {
  test('reading, listing and deleting what is not there create nothing', async () => {
    const { store, everything } = newFolder();
    await Array.fromAsync(store.list(''));
    await Array.fromAsync(store.folders('none/'));
    await expectError(store.get('a'), 'NotFound');
    await store.delete('a');
    expect(everything()).toEqual([]);
  });

  test('half-written files of killed processes are hidden, and removed after a day', async () => {
    const { root, store } = newFolder();
    mkdirSync(join(root, 'set'));
    for (const name of ['young', 'old']) writeFileSync(join(root, `set/.evencast-tmp-${name}`), 'half');
    utimesSync(join(root, 'set/.evencast-tmp-old'), 1, 1);
    expect(await keysOf(store.list(''))).toEqual([]);
    await store.put('set/a.jpg', 'x');
    expect(readdirSync(join(root, 'set')).sort()).toEqual(['.evencast-tmp-young', 'a.jpg']);
  });

  test('emptied state folders go, emptied image folders stay', async () => {
    const { root, store } = newFolder();
    await store.put('.evencast/runs/1/actors/0/plan.json', '{}');
    await store.move('.evencast/runs/1/actors/0/plan.json', '.evencast/plan.json');
    await store.put('0000/training_data/a.jpg', 'x');
    await store.delete('0000/training_data/a.jpg');
    expect(readdirSync(join(root, '.evencast')).sort()).toEqual(['.evencast-lock.sqlite', 'plan.json']);
    expect(await Array.fromAsync(store.folders('0000/'))).toEqual(['training_data']);
  });

  test('a state folder with nothing but the lock in it is no folder of the cast', async () => {
    const { store } = newFolder();
    await store.put('0000/a.jpg', 'x');
    expect(await Array.fromAsync(store.folders(''))).toEqual(['0000']);
  });
});

describe('a root that is not there', () => {
  test('is named by every call, and never made by a write', async () => {
    const root = join(temporaryFolder(), 'mistyped');
    const store = folderObjectStore({ root, stateRoot: temporaryFolder() });
    for (const call of [
      () => Array.fromAsync(store.list('')),
      () => Array.fromAsync(store.list('a/')),
      () => store.put('a', 'x'),
      () => store.put('a/b', 'x'),
    ]) {
      await expect(call()).rejects.toMatchObject({ name: 'NotFound', message: expect.stringContaining(root) });
    }
    expect(statSync(root, { throwIfNoEntry: false })).toBeUndefined();
  });
});

test('a read-only folder can be listed and read, and used with its records elsewhere', () => {
  const { root } = newFolder();
  mkdirSync(join(root, 'set'));
  writeFileSync(join(root, 'set/a.jpg'), 'image');
  const records = temporaryFolder();
  // Permissions do not bind root, so root asks as nobody; others take the permission away from themselves.
  const id = isRoot ? { uid: 65_534, gid: 65_534 } : {};
  execFileSync('chmod', ['-R', 'a-w,a+rX', root]);
  execFileSync('chmod', ['a+rwx', records]);
  const { stdout } = spawnSync(process.execPath, [resolve(import.meta.dirname, 'child.ts'), 'try', root, records], {
    ...id,
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout)).toEqual({
    list: ['set/a.jpg'],
    get: 5,
    put: 'AccessDenied',
    replace: 'AccessDenied',
    remove: 'AccessDenied',
    record: '.evencast/r.json',
    retire: 'AccessDenied',
    after: ['.evencast/r.json', 'set/a.jpg'],
  });
  execFileSync('chmod', ['-R', 'u+w', root]);
});

/** A disk of 64 KiB, where this account may mount one. */
function tinyDisk(): string | undefined {
  const folder = temporaryFolder();
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  return status === 0 ? folder : undefined;
}

test.skipIf(!isRoot)(
  'a full disk is OutOfSpace, and nothing half-written stays (needs root to mount one)',
  async ({ skip }) => {
    const root = tinyDisk();
    if (root === undefined) return skip('mounting is not allowed here');
    try {
      const store = folderObjectStore({ root });
      await store.put('kept', 'x');
      await expectError(store.put('kept', new Uint8Array(100_000)), 'OutOfSpace');
      await expectError(store.put('set/new', new Uint8Array(100_000), { ifAbsent: true }), 'OutOfSpace');
      expect(inByteOrder(readdirSync(root))).toEqual(['.evencast', 'kept', 'set']);
      expect(await textOf(store, 'kept')).toBe('x');
    } finally {
      spawnSync('umount', ['-l', root]); // Lazily: the lock is still open on it.
    }
  },
);
