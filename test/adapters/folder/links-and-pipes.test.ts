import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderObjectStore } from '../../../adapters/folder/object-store.ts';
import { expectError, keysOf, textOf } from '../../contracts/object-store/ask.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { newFolder } from './new-folder.ts';

describe('symbolic links', () => {
  function linked() {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'photo.jpg'), 'from outside');
    const folder = newFolder();
    mkdirSync(join(folder.root, 'set'));
    symlinkSync(join(outside, 'photo.jpg'), join(folder.root, 'set/linked.jpg'));
    symlinkSync(outside, join(folder.root, 'set/elsewhere'));
    symlinkSync('nowhere', join(folder.root, 'set/dangling.jpg'));
    symlinkSync('loop.jpg', join(folder.root, 'set/loop.jpg'));
    symlinkSync('..', join(folder.root, 'set/up'));
    return { ...folder, outside };
  }

  test('to a file is an image like any other; to folders, nowhere and in circles is nothing', async () => {
    const { store } = linked();
    const [info, ...others] = await Array.fromAsync(store.list(''));
    expect(others).toEqual([]);
    expect(await store.get('set/linked.jpg')).toMatchObject({ ...info, key: 'set/linked.jpg', size: 12 });
    expect(await Array.fromAsync(store.folders('set/'))).toEqual([]);
    for (const key of ['set/elsewhere/photo.jpg', 'set/dangling.jpg', 'set/loop.jpg', 'set/up/set/linked.jpg']) {
      await expectError(store.get(key), 'NotFound');
      await store.delete(key);
      await expectError(store.put(key, 'x'), 'InvalidKey');
    }
    expect(await Array.fromAsync(store.list('set/elsewhere/'))).toEqual([]);
  });

  test.for(['put', 'delete', 'move'] as const)('%s changes the link, never what it leads to', async (call) => {
    const { store, outside } = linked();
    const { version } = await store.get('set/linked.jpg');
    if (call === 'put') await store.put('set/linked.jpg', 'new', { ifVersion: version });
    if (call === 'delete') await store.delete('set/linked.jpg', { ifVersion: version });
    if (call === 'move') await store.move('set/linked.jpg', 'retired/linked.jpg', { ifVersion: version });
    expect(readFileSync(join(outside, 'photo.jpg'), 'utf8')).toBe('from outside');
    const expected = { put: ['set/linked.jpg'], delete: [], move: ['retired/linked.jpg'] };
    expect(await keysOf(store.list(''))).toEqual(expected[call]);
    if (call === 'move') expect(await textOf(store, 'retired/linked.jpg')).toBe('from outside');
  });

  test('the root itself may be one', async () => {
    const { root, store } = newFolder();
    await store.put('a.jpg', 'x');
    const link = join(temporaryFolder(), 'photos');
    symlinkSync(root, link);
    expect(await keysOf(folderObjectStore({ root: link }).list(''))).toEqual(['a.jpg']);
  });
});

test('pipes and sockets are neither listed nor opened nor replaced', async () => {
  const { root, store } = newFolder();
  execFileSync('mkfifo', [join(root, 'pipe')]);
  const server = createServer().listen(join(root, 'socket'));
  await new Promise((listening) => server.once('listening', listening));
  expect(await keysOf(store.list(''))).toEqual([]);
  for (const key of ['pipe', 'socket']) {
    await expectError(store.get(key), 'NotFound');
    await expectError(store.put(key, 'x'), 'InvalidKey');
    await store.delete(key);
  }
  expect(readdirSync(root).sort()).toEqual(['pipe', 'socket']);
  server.close();
});
