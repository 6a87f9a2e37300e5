import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { STATES, TASK_KEYS, TASKS } from '../../core/contract.ts';
import { ERROR_KINDS, errorNames, PLATFORM_ERRORS } from '../../core/errors.ts';
import { embeddedDefinition } from '../../lib/embedded-definition.ts';
import { leadsTo, machineSchema, machinesIn, reachable, type State, stateSchema } from '../support/state-machine.ts';

const raw = embeddedDefinition();
const machine = machineSchema.parse(raw);

const machines = machinesIn(machine);
const states: readonly (readonly [string, State])[] = machines.flatMap((each) => Object.entries(each.States));
const tasks = states.filter(([, { Type }]) => Type === 'Task');
const maps = states.filter(([, { Type }]) => Type === 'Map');

/** Every string of a value. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...stringsIn(each)]);
}

const functionName = ({ Resource = '' }: State) => Resource.replace(/^.*:function:/, '');

describe('the states', () => {
  test('are those of the contract, no others, each once', () => {
    expect(states.map(([name]) => name).sort()).toEqual(Object.values(STATES).sort());
  });

  test.each(TASK_KEYS)('%s runs the task of its name, which has a folder with rules and wiring', (key) => {
    const found = states.find(([name]) => name === STATES[key])?.[1];
    expect(found).toMatchObject({
      Type: 'Task',
      Resource: expect.stringMatching(new RegExp(`:function:${TASKS[key]}$`)),
    });
    for (const file of ['task.ts', 'index.ts']) {
      expect(
        existsSync(fileURLToPath(new URL(`../../lambdas/${TASKS[key]}/${file}`, import.meta.url))),
        `lambdas/${TASKS[key]}/${file}`,
      ).toBe(true);
    }
  });

  test('every Task is one of the tasks, and none is run by two states', () => {
    expect(tasks.map(([, state]) => functionName(state)).sort()).toEqual(Object.values(TASKS).sort());
  });

  test('every one can be reached and leads only to states that are there', () => {
    for (const each of machines) expect([...reachable(each)].sort()).toEqual(Object.keys(each.States).sort());
  });

  test.each(states)('%s goes on or ends, not both', (_name, state) => {
    const ends = state.End === true || ['Fail', 'Succeed'].includes(state.Type);
    expect(ends).toBe(state.Next === undefined && state.Type !== 'Choice');
  });

  test('the run always comes to an end: no state leads back to an earlier one', () => {
    for (const { States } of machines) {
      for (const name of Object.keys(States)) {
        const onwards = leadsTo(States[name] ?? { Type: '' }).flatMap((next) => [
          ...reachable({ StartAt: next, States }),
        ]);
        expect(onwards, name).not.toContain(name);
      }
    }
  });
});

describe('what the embedded engine can run', () => {
  test.each(states)('%s is of a type that it knows', (_name, { Type }) => {
    expect(['Task', 'Map', 'Pass', 'Choice', 'Fail', 'Succeed']).toContain(Type);
  });

  test('everything is JSONPath: nothing speaks JSONata or of variables', () => {
    expect(
      stringsIn(raw).filter((text) => /QueryLanguage|JSONata|\{%|^Arguments$|^Output$|^Assign$/.test(text)),
    ).toEqual([]);
  });

  test('a result that is not dropped goes to a path of its own: the engine leaves it out where the path is the whole state', () => {
    expect(states.filter(([, { ResultPath }]) => ResultPath === '$').map(([name]) => name)).toEqual([]);
  });

  test('no state waits for a token or for a service that the engine has not got', () => {
    for (const [name, { Resource }] of tasks)
      expect(Resource, name).toMatch(/^arn:aws:lambda:us-east-1:123456789012:function:[a-z-]+$/);
  });
});

describe('when a task fails', () => {
  test.each(tasks)('%s is tried again for exactly what trying again can mend', (_name, { Retry = [] }) => {
    expect(Retry.map(({ ErrorEquals }) => ErrorEquals)).toEqual([[...errorNames('transient')], [...PLATFORM_ERRORS]]);
    for (const { MaxAttempts, BackoffRate } of Retry) {
      expect(MaxAttempts).toBeGreaterThan(0);
      expect(BackoffRate).toBeGreaterThan(1);
    }
  });

  test('a transient failure gets three attempts in all', () => {
    for (const [, { Retry = [] }] of tasks) expect(Retry[0]?.MaxAttempts).toBe(2);
  });

  test('no name stands in a Retry or Catch list that core/errors does not know', () => {
    const known = new Set<string>([...Object.keys(ERROR_KINDS), ...PLATFORM_ERRORS, 'States.ALL']);
    const named = states.flatMap(([, { Retry = [], Catch = [] }]) =>
      [...Retry, ...Catch].flatMap(({ ErrorEquals }) => ErrorEquals),
    );
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test.each([...tasks, ...maps])(
    '%s: whatever is left over is caught, with its name and words beside the input',
    (_name, { Catch = [] }) => {
      expect(Catch).toEqual([{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: expect.any(String) }]);
    },
  );

  test('for one actor: it is recorded, and where even that fails the child still does not', () => {
    const [child = machine] = maps.map(([, { ItemProcessor }]) => ItemProcessor ?? machine);
    for (const [name, { Type, Catch = [] }] of Object.entries(child.States)) {
      expect(Type, name).not.toBe('Fail');
      const next = name === STATES.recordFailure ? STATES.unrecorded : STATES.recordFailure;
      for (const one of Catch) expect(one.Next, name).toBe(next);
    }
    expect(child.States[STATES.unrecorded]).toMatchObject({ Type: 'Pass', End: true });
  });

  test('for the run as a whole: it ends as failed, with the name and the words of the error', () => {
    for (const [name, { Catch = [] }] of Object.entries(machine.States))
      for (const one of Catch) expect(one.Next, name).toBe(STATES.runFailed);
    expect(machine.States[STATES.runFailed]).toEqual({
      Type: 'Fail',
      ErrorPath: '$.error.Error',
      CausePath: '$.error.Cause',
    });
  });

  test.each(tasks)('%s does not hang for ever', (_name, { TimeoutSeconds }) => {
    // A Lambda function runs for at most fifteen minutes.
    expect(TimeoutSeconds).toBeGreaterThan(0);
    expect(TimeoutSeconds).toBeLessThanOrEqual(900);
  });
});

describe('what travels from state to state', () => {
  test('children of the Map get the run’s id through the ItemSelector: they do not see the run’s input', () => {
    expect(maps.map(([name, { ItemSelector }]) => [name, ItemSelector])).toEqual([
      [STATES.evaluateActors, { 'run.$': '$.run', 'actor.$': '$$.Map.Item.Value.actor' }],
    ]);
  });

  test('the Map reads its items and its concurrency from what Prepare answers', () => {
    const [[, map]] = z.tuple([z.tuple([z.string(), stateSchema])]).parse(maps);
    expect(map.MaxConcurrencyPath).toBe('$.concurrency');
    expect(map.ItemReader?.Parameters).toMatchObject({ 'Key.$': '$.actorsKey' });
    expect(map.ToleratedFailurePercentage).toBe(100);
  });

  test('the results of the children are dropped: a hundred thousand of them would not fit into a state', () => {
    for (const [name, { ResultPath }] of [
      ...maps,
      ...tasks.filter(([each]) => each in (maps[0]?.[1].ItemProcessor?.States ?? {})),
    ])
      expect(ResultPath, name).toBeNull();
    // And what the engine writes about them goes to the bucket.
    for (const [, { ResultWriter }] of maps) expect(ResultWriter).toMatchObject({ Parameters: { Bucket: 'embedded' } });
  });

  test('Prepare gets the run’s name and start from the execution and the request as it came', () => {
    expect(machine.States[STATES.prepare]?.Parameters).toEqual({
      'run.$': '$$.Execution.Name',
      'startedAt.$': '$$.Execution.StartTime',
      'request.$': '$',
    });
    expect(machine.StartAt).toBe(STATES.prepare);
  });

  test('the definition is the same each time it is made', () => {
    expect(embeddedDefinition()).toEqual(raw);
  });
});
