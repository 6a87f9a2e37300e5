import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configSchema } from '../../core/config/config.ts';
import { isEvencastError } from '../../core/errors.ts';
import { evaluationSchema } from '../../core/records/evaluation.ts';
import { checkJudgingBudget } from '../../lambdas/evaluate/budget.ts';
import { evaluate } from '../../lambdas/evaluate/task.ts';
import { addFiles, cast, keys, PATIENCE, prepareRun, record, taskWorld, work } from '../support/task-world.ts';

const INPUT = { run: 'r1', actor: 'ada' };

const check = (ceiling: number, budgetUsd: number, actors: number) => {
  try {
    checkJudgingBudget('ada', ceiling, { config: configSchema.parse({ limits: { budgetUsd } }), actors });
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('an actor’s share of the budget', () => {
  test.each([
    [0.5, 1, 2, true],
    [0.51, 1, 2, false],
    [0, 0, 5, true],
    [0.01, 0, 1, false],
    [25, 25, 1, true],
    [0.1, 0.3, 3, true],
  ])('asking for up to $%d of $%d over %i actors is allowed: %s', (ceiling, budget, actors, allowed) => {
    expect(check(ceiling, budget, actors) === undefined).toBe(allowed);
  });

  test('the sentence names the actor, both sums and a budget that would do', () => {
    expect(check(0.06, 0.1, 2)).toMatchObject({
      name: 'BudgetExceeded',
      actor: 'ada',
      message:
        'Judging ada may cost up to $0.06, more than its share of the budget ($0.10 for 2 actors). Give --budget 0.12 or choose fewer actors.',
    });
  });

  test('the budget it says would do does', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.0001, max: 50, noNaN: true }),
        fc.integer({ min: 1, max: 100_000 }),
        (ceiling, actors) => {
          const refused = check(ceiling, 0, actors);
          const said = isEvencastError(refused, 'BudgetExceeded')
            ? /--budget ([\d.e+]+) /.exec(refused.message)?.[1]
            : undefined;
          expect(check(ceiling, Number(said), actors)).toBeUndefined();
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('as many cents as there are actors are a cent each, whatever floating point says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 10_000 }), (cents, actors) => {
        expect(check(cents / 100, (cents * actors) / 100, actors)).toBeUndefined();
      }),
    );
  });
});

describe('judging within the budget', () => {
  const tight = (budgetUsd: number) => taskWorld({ config: { limits: { budgetUsd } } });

  test('a set above its share is not asked about at all, and nothing is spent', async () => {
    const world = tight(0.019);
    await addFiles(world, 'ada', cast(13, 4, 3));
    await prepareRun(world);
    await expect(work(world, 'ada', 'evaluate')).rejects.toMatchObject({ name: 'BudgetExceeded' });
    expect(world.judge.asked).toEqual([]);
    expect((await keys(world)).filter((key) => key.endsWith('spent.json'))).toEqual([]);
  });

  test('one exactly at its share is', async () => {
    const world = tight(0.03);
    await addFiles(world, 'ada', cast(13, 4, 3));
    await prepareRun(world);
    await work(world, 'ada', 'evaluate');
    expect(
      (await record(world, evaluationSchema, 'balancing/runs/r1/actors/ada/evaluation.json')).usage.usd,
    ).toBeCloseTo(0.03);
  });

  test('what is remembered needs no budget', async () => {
    const world = taskWorld();
    await addFiles(world, 'ada', cast(13, 4, 3));
    await prepareRun(world);
    await work(world, 'ada', 'evaluate');
    await prepareRun(world, 'r2', { budgetUsd: 0 });
    await expect(work(world, 'ada', 'evaluate', 'r2')).resolves.toBeUndefined();
  });

  test('what earlier tries spent counts against it', async () => {
    const world = tight(0.03);
    await addFiles(world, 'ada', cast(13, 4, 3));
    await prepareRun(world);
    await work(world, 'ada', 'composite');
    await world.store.put(
      'balancing/runs/r1/actors/ada/spent.json',
      JSON.stringify({ schema: 1, usage: { calls: 2, inputTokens: 0, outputTokens: 0, usd: 0.02 } }),
    );
    await expect(evaluate(INPUT, world, PATIENCE)).rejects.toMatchObject({ name: 'BudgetExceeded' });
  });

  test('a sheet is asked about whole: the images on it that became known meanwhile are paid for too', async () => {
    const world = taskWorld({ config: { limits: { budgetUsd: 0.019 } }, judge: { sheetCells: 3 } });
    await addFiles(world, 'ada', cast(4, 0, 0));
    await addFiles(world, 'eve', { ...cast(1, 0, 0), 'b.png': cast(3, 0, 0)['photorealistic-002.png'] ?? '' });
    await prepareRun(world, 'r1', { actors: ['ada'] });
    await work(world, 'ada', 'composite');
    await prepareRun(world, 'r2', { actors: ['eve'] });
    await work(world, 'eve', 'evaluate', 'r2');
    await expect(evaluate(INPUT, world, PATIENCE)).rejects.toMatchObject({ name: 'BudgetExceeded' });
  });
});
