import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { inFlight } from '../../core/in-flight.ts';
import type { RunRequestInput } from '../../core/request.ts';
import { embeddedDefinition } from '../../lib/embedded-definition.ts';
import { act } from '../support/acting-run.ts';
import { BY_HAND } from '../support/crash-cast.ts';
import { diskWorld, writeAda } from '../support/disk-world.ts';
import { EXECUTE, goOn, outcomeOf, ROLLBACK } from '../support/runs-on.ts';
import { setState } from '../support/set-state.ts';
import type { TaskWorld } from '../support/task-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CHILD = resolve(import.meta.dirname, 'child.ts');
const DEFINITION = join(temporaryFolder(), 'definition.json');
writeFileSync(DEFINITION, JSON.stringify(embeddedDefinition()));

/** Compiled once for all children: starting them is most of what this file takes. */
const COMPILED = { ...process.env, NODE_COMPILE_CACHE: temporaryFolder() };

/** Children at a time. */
const CHILDREN = 2;

interface Killed {
  readonly at: number;
  readonly when: 'before' | 'after';
}

/** Deaths around the first `entries` entries of a journal. */
function around(entries: number): readonly Killed[] {
  return Array.from({ length: entries }, (_, index) => index + 1).flatMap((at) => [
    { at, when: 'before' as const },
    { at, when: 'after' as const },
  ]);
}

/** Runs a request in a process that is killed, and tells whether it was. */
async function killed(folder: string, request: RunRequestInput, { at, when }: Killed): Promise<boolean> {
  const args = [CHILD, folder, DEFINITION, JSON.stringify(request), String(at), when];
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: COMPILED });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(code ?? 0).toBe(0);
  return signal === 'SIGKILL';
}

/** Ada's set in a folder of its own, as this process sees it. */
function newDisk(): { readonly folder: string; readonly world: TaskWorld } {
  const folder = temporaryFolder();
  writeAda(folder, BY_HAND);
  return { folder, world: diskWorld(folder) };
}

/** How many entries the journal has after a request. */
async function entriesOf(world: TaskWorld): Promise<number> {
  const { body } = await world.store.get(world.layout.runActor('r1', 'ada', 'journal.json'));
  return (JSON.parse(new TextDecoder().decode(body)) as { readonly entries: readonly unknown[] }).entries.length;
}

test('a process killed with SIGKILL around any entry of its journal is gone on with as if nothing had happened', async () => {
  const { world: calm } = newDisk();
  await act(calm, EXECUTE);
  const expected = await outcomeOf(calm);
  expect(expected.applied).toMatchObject({ outcome: 'applied', usd: 0.15, retired: ['bad.png', 'p1.png'] });
  const deaths = around(await entriesOf(calm));
  for await (const { death, wasKilled, outcome } of inFlight(deaths, CHILDREN, async (each) => {
    const { folder, world } = newDisk();
    const isKilled = await killed(folder, EXECUTE, each);
    await goOn(world);
    return { death: each, wasKilled: isKilled, outcome: await outcomeOf(world) };
  })) {
    expect(wasKilled, JSON.stringify(death)).toBe(true);
    expect(outcome, JSON.stringify(death)).toEqual(expected);
  }
});

test('a process killed with SIGKILL while it takes a run back leaves a set that still ends to the byte as it was', async () => {
  const { world: calm } = newDisk();
  const start = await setState(calm);
  await act(calm, EXECUTE);
  const before = await entriesOf(calm);
  await act(calm, ROLLBACK);
  const deaths = around((await entriesOf(calm)) - before);
  for await (const { death, wasKilled, end } of inFlight(deaths, CHILDREN, async (each) => {
    const { folder, world } = newDisk();
    await act(world, EXECUTE);
    const isKilled = await killed(folder, ROLLBACK, each);
    await act(world, ROLLBACK);
    return { death: each, wasKilled: isKilled, end: await setState(world) };
  })) {
    expect(wasKilled, JSON.stringify(death)).toBe(true);
    expect(end, JSON.stringify(death)).toEqual(start);
  }
});
