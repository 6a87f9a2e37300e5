/**
 * The other process of the folder store's tests: `node child.ts <what> <root> [<times>]`. It uses the store as any
 * process would and says on its output how far it is.
 */
import { resolve } from 'node:path';
import { folderLock } from '../../../adapters/folder/lock.ts';
import { folderObjectStore } from '../../../adapters/folder/object-store.ts';
import { isEvencastError } from '../../../core/errors.ts';

const [what = '', root = '', times = '0'] = process.argv.slice(2);
const store = folderObjectStore({ root });

/** Adds one to the counter by compare-and-set, `goal` times, and says each. */
async function count(goal: number): Promise<void> {
  for (let done = 0; done < goal; ) {
    const { body, version } = await store.get('counter');
    const next = Number(new TextDecoder().decode(body)) + 1;
    try {
      await store.put('counter', `${next}`, { ifVersion: version });
      done++;
      process.stdout.write('+');
    } catch (error) {
      if (!isEvencastError(error, 'Conflict')) throw error;
    }
  }
}

/** Takes the store's lock and never gives it back. */
async function hold(): Promise<void> {
  await folderLock(resolve(root, '.evencast/.evencast-lock.sqlite'))(() => {
    process.stdout.write('held');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
}

/** What each call on somebody else's folder gives, as JSON. */
async function tryAll(): Promise<void> {
  const records = folderObjectStore({ root, stateRoot: times });
  const calls = {
    list: () => Array.fromAsync(store.list(''), ({ key }) => key),
    get: async () => (await store.get('set/a.jpg')).size,
    put: () => store.put('set/b.jpg', 'x'),
    replace: () => store.put('set/a.jpg', 'x'),
    remove: () => store.delete('set/a.jpg'),
    record: async () => (await records.put('.evencast/r.json', 'x', { ifAbsent: true })).key,
    retire: () => records.move('set/a.jpg', '.evencast/retired/a.jpg'),
    after: () => Array.fromAsync(records.list(''), ({ key }) => key),
  };
  const answers: Record<string, unknown> = {};
  for (const [name, call] of Object.entries(calls)) {
    answers[name] = await call().catch((error: unknown) => (isEvencastError(error) ? error.name : String(error)));
  }
  process.stdout.write(JSON.stringify(answers));
}

await (what === 'hold' ? hold() : what === 'count' ? count(Number(times)) : tryAll());
