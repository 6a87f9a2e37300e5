import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { folderObjectStore } from '../../../adapters/folder/object-store.ts';
import { textOf } from '../../contracts/object-store/ask.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const CHILD = resolve(import.meta.dirname, 'child.ts');

function child(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Counts what the child says, and calls `at` when it has said `when` characters. */
function heard(process: ChildProcess, when = Number.POSITIVE_INFINITY, at: () => void = () => undefined): () => number {
  let said = 0;
  process.stdout?.on('data', (chunk: Buffer) => {
    const before = said;
    said += chunk.length;
    if (before < when && said >= when) at();
  });
  return () => said;
}

async function counting(): Promise<{ readonly root: string; readonly total: () => Promise<number> }> {
  const root = temporaryFolder();
  const store = folderObjectStore({ root });
  await store.put('counter', '0');
  return { root, total: async () => Number(await textOf(store, 'counter')) };
}

test('two processes that count 200 each lose no count', async () => {
  const { root, total } = await counting();
  const both = [child('count', root, '200'), child('count', root, '200')];
  const codes = await Promise.all(both.map(async (each) => (await once(each, 'close'))[0]));
  expect(codes).toEqual([0, 0]);
  expect(await total()).toBe(400);
});

test('a process killed in the middle stops nobody and loses at most what it had not said', async () => {
  const { root, total } = await counting();
  const victim = child('count', root, '1000000');
  const saidByVictim = heard(victim, 50, () => victim.kill('SIGKILL'));
  const survivor = child('count', root, '200');
  const [[code], [, signal]] = await Promise.all([once(survivor, 'close'), once(victim, 'close')]);
  expect({ code, signal }).toEqual({ code: 0, signal: 'SIGKILL' });
  expect(saidByVictim()).toBeGreaterThanOrEqual(50);
  expect((await total()) - 200 - saidByVictim()).toBeOneOf([0, 1]);
});

test('a process killed while it holds the lock leaves it free', async () => {
  const root = temporaryFolder();
  const store = folderObjectStore({ root });
  const holder = child('hold', root);
  await new Promise<void>((held) => heard(holder, 4, held));
  const put = store.put('waits', 'x');
  holder.kill('SIGKILL');
  await put;
  expect(await textOf(store, 'waits')).toBe('x');
});

test('waiting for the lock can be cancelled, and leaves nothing behind', async () => {
  const root = temporaryFolder();
  const store = folderObjectStore({ root });
  const holder = child('hold', root);
  await new Promise<void>((held) => heard(holder, 4, held));
  const reason = new Error('enough');
  const controller = new AbortController();
  const put = store.put('waits', 'x', { signal: controller.signal });
  controller.abort(reason);
  await expect(put).rejects.toBe(reason);
  holder.kill('SIGKILL');
  expect(await Array.fromAsync(store.list(''))).toEqual([]);
});

test('a lock file that somebody removed is made again', async () => {
  const root = temporaryFolder();
  const store = folderObjectStore({ root });
  await store.put('a', '1');
  rmSync(join(root, '.evencast'), { recursive: true });
  await Promise.all([store.put('a', '2'), folderObjectStore({ root }).put('b', '2')]);
  expect([await textOf(store, 'a'), await textOf(store, 'b')]).toEqual(['2', '2']);
});
