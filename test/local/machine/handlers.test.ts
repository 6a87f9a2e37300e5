import { describe, expect, test } from 'vitest';
import { runOutputSchema } from '../../../core/contract.ts';
import { EvencastError } from '../../../core/errors.ts';
import { layoutOf, PLAIN_LAYOUT } from '../../../core/layout.ts';
import { runIndexSchema } from '../../../core/records/report.ts';
import type { RunRequestInput } from '../../../core/request.ts';
import { embeddedDefinition } from '../../../lib/embedded-definition.ts';
import { handlersFor, type StepEvent } from '../../../local/machine/handlers.ts';
import { runMachine } from '../../../local/machine/run-machine.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import type { LabelJudgeOptions } from '../../support/label-judge.ts';
import { addFiles, cast, keys, record, type TaskWorld, taskWorld, withJudge } from '../../support/task-world.ts';

const definition = embeddedDefinition();

/** Runs the deployed definition with the real tasks over a world in memory. */
async function run(world: TaskWorld, name = 'r1', request: RunRequestInput = {}) {
  const events: StepEvent[] = [];
  const { signal } = new AbortController();
  const handlers = handlersFor({ ...world, clock: fakeClock() }, signal, (event) => events.push(event));
  const output = await runMachine({ definition, name, holder: name, input: request, handlers, signal, retryPause: 0 });
  return { events, output: runOutputSchema.parse(output) };
}

async function worldOf(
  actors: Readonly<Record<string, Readonly<Record<string, string>>>>,
  of: Parameters<typeof taskWorld>[0] = {},
): Promise<TaskWorld> {
  const world = taskWorld(of);
  for (const [actor, files] of Object.entries(actors)) await addFiles(world, actor, files);
  return world;
}

/** A judge that has trouble with everything of an actor. */
const trouble = (actor: string, error: () => EvencastError): LabelJudgeOptions => ({
  fails: (question) => (question.actor === actor ? error() : undefined),
});

describe('the deployed definition over the real tasks', () => {
  test('judges, plans, reviews and reports a cast', async () => {
    const world = await worldOf({ ada: cast(13, 4, 3, 'ada'), bob: cast(18, 1, 1, 'bob'), eve: { 'a.png': 'broken' } });
    const { output } = await run(world);
    expect(output.review.totals).toMatchObject({
      actors: 3,
      balanced: 1,
      planned: 2,
      failed: 0,
      retire: 5,
      generate: 25,
      unreadable: 1,
    });
    expect(await keys(world)).toContain('balancing/runs/r1/report.json');
  });

  test('a second run over an unchanged cast asks the judge nothing and comes to the same', async () => {
    const world = await worldOf({ ada: cast(13, 4, 3, 'ada'), bob: cast(18, 1, 1, 'bob') });
    const first = await run(world);
    const later = withJudge(world, {});
    const second = await run(later, 'r2');
    expect(later.judge.asked).toEqual([]);
    expect(second.output.review.planHash).toBe(first.output.review.planHash);
    expect(second.output.review.totals.usage.calls).toBe(0);
  });

  test('in a plain folder everything is written into the hidden folder', async () => {
    const world = await worldOf({ ada: cast(4, 0, 0) }, { layout: layoutOf(PLAIN_LAYOUT) });
    const before = await keys(world);
    await run(world);
    expect((await keys(world)).filter((key) => !before.includes(key) && !key.startsWith('.evencast/'))).toEqual([]);
  });

  test('a judge that is down for one actor fails that one, with what happened and what it cost', async () => {
    const usage = { calls: 1, inputTokens: 10, outputTokens: 0, usd: 0.01 };
    const cause = new Error('socket hang up');
    const down = () =>
      new EvencastError('JudgeUnavailable', 'The judge does not answer. Try later.', { actor: 'bob', cause, usage });
    const world = withJudge(
      await worldOf({ ada: cast(13, 4, 3, 'ada'), bob: cast(3, 0, 0, 'bob') }),
      trouble('bob', down),
    );
    const { output, events } = await run(world);
    expect(output.review.totals).toMatchObject({ balanced: 1, failed: 1 });
    const [row] = (await record(world, runIndexSchema, 'balancing/runs/r1/index.json')).actors;
    expect(row).toMatchObject({
      actor: 'bob',
      error: 'JudgeUnavailable',
      message: 'The judge does not answer. Try later.',
      usage: { calls: 3, usd: expect.closeTo(0.03, 9) },
    });
    expect(events.filter(({ step }) => step === 'record-failure')).toEqual([
      { actor: 'bob', step: 'record-failure', phase: 'started', message: 'The judge does not answer. Try later.' },
      { actor: 'bob', step: 'record-failure', phase: 'finished' },
    ]);
  });

  test('a failure of which nothing is said is recorded as well', async () => {
    const silent = () => new EvencastError('JudgeRefused', '');
    const world = withJudge(await worldOf({ bob: cast(3, 0, 0) }), trouble('bob', silent));
    await run(world);
    const [row] = (await record(world, runIndexSchema, 'balancing/runs/r1/index.json')).actors;
    expect(row).toMatchObject({
      actor: 'bob',
      error: 'JudgeRefused',
      message: 'No reason was given. Look into the log of the run.',
    });
  });

  test('a request that cannot be done ends the run with its problems in words', async () => {
    const world = await worldOf({ ada: cast(1, 0, 0) });
    await expect(run(world, 'r1', { actors: ['adda'] })).rejects.toMatchObject({
      name: 'NotFound',
      message: 'No such actor in the bucket: "adda". There is 1: "ada".',
    });
  });
});

describe('what is told while a run goes on', () => {
  test('of each actor its steps, and image by image how far the looking is', async () => {
    const world = await worldOf({ ada: cast(3, 0, 0) });
    const { events } = await run(world);
    const seen = events.map(({ step, phase, images }) =>
      images === undefined ? `${step} ${phase}` : `${step} ${images}`,
    );
    expect(seen).toEqual([
      'composite started',
      'composite 1',
      'composite 2',
      'composite 3',
      'composite finished',
      'evaluate started',
      'evaluate finished',
      'plan started',
      'plan finished',
    ]);
    expect(new Set(events.map(({ actor }) => actor))).toEqual(new Set(['ada']));
  });

  test('the count begins anew for each actor, though several are under way', async () => {
    const world = await worldOf({ ada: cast(3, 0, 0, 'ada'), eve: cast(2, 0, 0, 'eve') });
    const { events } = await run(world);
    const counts = (actor: string) =>
      events.filter((event) => event.actor === actor).flatMap(({ images }) => images ?? []);
    expect([counts('ada'), counts('eve')]).toEqual([
      [1, 2, 3],
      [1, 2],
    ]);
  });

  test('what fails has started and not finished', async () => {
    const world = withJudge(
      await worldOf({ bob: cast(1, 0, 0) }),
      trouble('bob', () => new EvencastError('JudgeRefused', 'No.')),
    );
    const { events } = await run(world);
    expect(events.filter(({ step }) => step === 'evaluate').map(({ phase }) => phase)).toEqual(['started']);
  });
});
