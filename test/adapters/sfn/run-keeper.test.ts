import { describe, expect, test } from 'vitest';
import { memoryObjectStore } from '../../../adapters/memory/object-store.ts';
import { type SfnKeeperPorts, sfnRunKeeper } from '../../../adapters/sfn/run-keeper.ts';
import type { ExecutionState, Executions, ListedExecution } from '../../../adapters/stack/executions.ts';
import { openApproval } from '../../../core/approval/decide.ts';
import { EvencastError } from '../../../core/errors.ts';
import { BUCKET_LAYOUT, layoutOf } from '../../../core/layout.ts';
import type { RunRequestInput } from '../../../core/request.ts';
import { fakeClock } from '../../support/fake-clock.ts';

/** Executions as a test writes them down. */
function bench() {
  const store = memoryObjectStore();
  const layout = layoutOf(BUCKET_LAYOUT);
  const clock = fakeClock();
  const all = new Map<string, ListedExecution & { error?: string; input?: RunRequestInput }>();
  const begun: string[] = [];
  let writes = true;
  const add = (name: string, status: ExecutionState['status'], error?: string) =>
    all.set(name, { name, arn: `arn:${name}`, status, startedAt: all.size, ...(error === undefined ? {} : { error }) });
  const executions: Executions = {
    list: async () => [...all.values()].reverse(),
    lastOf: async () => undefined,
    async start(name, input) {
      const there = all.get(name);
      if (there !== undefined && there.status !== 'running') throw new EvencastError('InvalidRequest', 'taken');
      if (there === undefined) begun.push(name);
      all.set(name, { name, arn: `arn:${name}`, status: 'running', startedAt: all.size, input });
      if (writes) await store.put(layout.run(name, 'run.json'), '{}');
      return { name, arn: `arn:${name}` };
    },
    async look({ name }) {
      const { status, error } = all.get(name) ?? { status: 'failed' as const };
      return { status, error, maps: [{ name: 'Evaluate actors', done: 3, failed: 1, total: 9 }] };
    },
    async stop({ name }) {
      add(name, 'aborted');
    },
  };
  const open = (check: SfnKeeperPorts['check'] = async () => undefined) =>
    sfnRunKeeper({ executions, store, layout, clock, check });
  const wait = (run: string, more: { approvedBy?: string } = {}) =>
    openApproval({ store, layout, clock }, run, { planHash: 'p', hours: 1, ...more });
  const silent = () => {
    writes = false;
  };
  return { all, add, begun, open, wait, executions, clock, silent };
}

describe('a run that is started at the deployed desk', () => {
  test('is one for the same key, whichever process is asked, and another for another', async () => {
    const { open, begun } = bench();
    const first = await open().start({ mode: 'dry-run' }, 'key-1');
    expect(first).toMatch(/^desk-[0-9a-f]{24}$/);
    expect(await open().start({ mode: 'dry-run' }, 'key-1')).toBe(first);
    expect(await open().start({ mode: 'dry-run' }, 'key-2')).not.toBe(first);
    expect(begun).toHaveLength(2);
  });

  test('is still that one when it has ended', async () => {
    const { open, begun, add } = bench();
    const run = await open().start({}, 'key-1');
    add(run, 'succeeded');
    expect(await open().start({}, 'key-1')).toBe(run);
    expect(begun).toEqual([run]);
  });

  test('is not started where something is wrong with what is asked', async () => {
    const { open, begun } = bench();
    const keeper = open(async () => {
      throw new EvencastError('NotFound', 'No such actor.');
    });
    await expect(keeper.start({ actors: ['x'] }, 'k')).rejects.toThrow('No such actor.');
    expect(begun).toEqual([]);
  });

  test('whose first step fails says why', async () => {
    const { open, silent, executions } = bench();
    silent();
    executions.look = async () => ({
      status: 'failed',
      error: 'InvalidRequest: {"errorType":"InvalidRequest","errorMessage":"There is no group \\"x\\"."}',
      maps: [],
    });
    await expect(open().start({}, 'k')).rejects.toThrow('The run did not begin: There is no group "x".');
  });

  test('that says nothing for long is not waited for for ever', async () => {
    const { open, silent, clock } = bench();
    silent();
    await expect(open().start({}, 'k')).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(clock.sleeps.reduce((sum, each) => sum + each, 0)).toBeLessThan(25_000);
  });
});

describe('going on and stopping', () => {
  test('two who go on at once begin one execution; a third is told that it is under way', async () => {
    const { open, begun, add } = bench();
    add('r1', 'failed', 'x');
    const answers = await Promise.all([
      open().goOn({ mode: 'resume', run: 'r1' }),
      open().goOn({ mode: 'resume', run: 'r1' }),
    ]);
    expect(answers).toEqual([true, true]);
    expect(begun).toEqual(['r1.resume.2']);
    expect(await open().goOn({ mode: 'resume', run: 'r1' })).toBe(false);
  });

  test('a name that a lagging list does not show yet is passed over', async () => {
    const { open, begun, add, executions, all } = bench();
    add('r1', 'succeeded');
    add('r1.rollback.2', 'failed');
    executions.list = async () => [...all.values()].filter(({ name }) => name === 'r1');
    expect(await open().goOn({ mode: 'rollback', run: 'r1' })).toBe(true);
    expect(begun).toEqual(['r1.rollback.3']);
  });

  test('what runs is stopped once, and what is not there not at all', async () => {
    const { open, add, all } = bench();
    add('r1', 'running');
    const keeper = open();
    expect([await keeper.stop('r1'), await keeper.stop('r1'), await keeper.stop('r9')]).toEqual([true, false, false]);
    expect(all.get('r1')?.status).toBe('aborted');
    expect(await keeper.kept('r1')).toMatchObject({ doing: 'ended', wasStopped: true, problem: undefined });
  });
});

describe('what a run does that no process keeps', () => {
  test('looks at actors, as far as its Map says', async () => {
    const { open, add } = bench();
    add('r1', 'running');
    expect(await open().kept('r1')).toMatchObject({
      doing: 'planning',
      actors: 9,
      through: 3,
      isFollowed: false,
      epoch: 'r1',
    });
  });

  test('carries out once it is approved, takes back when it was started for that', async () => {
    const { open, add, wait } = bench();
    add('r1', 'running');
    await wait('r1', { approvedBy: 'kim' });
    expect((await open().kept('r1'))?.doing).toBe('applying');
    add('r2', 'succeeded');
    add('r2.rollback.2', 'running');
    expect((await open().kept('r2'))?.doing).toBe('rolling-back');
  });

  test('is nothing where it ended well, or was never there', async () => {
    const { open, add } = bench();
    add('r1', 'succeeded');
    expect(await open().kept('r1')).toBeUndefined();
    expect(await open().kept('r2')).toBeUndefined();
  });

  test('failed in words that a person can read, or ran out of time', async () => {
    const { open, add } = bench();
    add('r1', 'failed', 'AccessDenied: {"errorType":"AccessDenied","errorMessage":"may not read","trace":["at x"]}');
    add('r2', 'timed-out');
    expect((await open().kept('r1'))?.problem).toBe('It failed: may not read');
    expect((await open().kept('r2'))?.problem).toMatch(/^It ran out of time/);
  });
});
