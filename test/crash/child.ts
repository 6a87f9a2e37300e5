/**
 * The process that is killed: `node child.ts <folder> <definition> <request> <at> <when>`. It works as any run does and kills
 * itself just before or just after it writes the `at`-th entry of a journal. Exits with 0 where it came to its end first.
 */
import { readFileSync } from 'node:fs';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { newHolder } from '../../local/holder.ts';
import { handlersFor } from '../../local/machine/handlers.ts';
import { runMachine } from '../../local/machine/run-machine.ts';
import { diskWorld } from '../support/disk-world.ts';

const [folder = '', definition = '', request = '', at = '', when = ''] = process.argv.slice(2);
const world = diskWorld(folder);
const { signal } = new AbortController();
let entries = 0;

const put: ObjectStore['put'] = async (key, ...rest) => {
  const isLast = key.endsWith('/journal.json') && ++entries === Number(at);
  if (isLast && when === 'before') process.kill(process.pid, 'SIGKILL');
  const info = await world.store.put(key, ...rest);
  if (isLast) process.kill(process.pid, 'SIGKILL');
  return info;
};

await runMachine({
  definition: JSON.parse(readFileSync(definition, 'utf8')),
  name: 'r1',
  holder: newHolder(),
  input: JSON.parse(request),
  handlers: handlersFor({ ...world, store: { ...world.store, put } }, signal, () => undefined),
  signal,
  retryPause: 0,
});
