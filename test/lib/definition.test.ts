import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { OTHER_STATES, TASK_KEYS, TASK_STATES, TASKS, type TaskStateKey } from '../../core/contract.ts';
import { ERROR_KINDS, errorNames, PLATFORM_ERRORS, VENDOR_ERRORS } from '../../core/errors.ts';
import { embeddedDefinition } from '../../lib/embedded-definition.ts';
import { leadsTo, machineSchema, machinesIn, reachable, type State } from '../support/state-machine.ts';

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

/** The function that a Task invokes, at once or to wait for its token. */
const functionName = ({ Resource = '', Parameters }: State) =>
  String(Resource.endsWith('.waitForTaskToken') ? Parameters?.['FunctionName'] : Resource).replace(/^.*:function:/, '');

const taskStates = Object.entries(TASK_STATES) as [TaskStateKey, (typeof TASK_STATES)[TaskStateKey]][];
const REQUEST = TASK_STATES.requestApproval.name;
const [waiting, working] = [tasks.filter(([name]) => name === REQUEST), tasks.filter(([name]) => name !== REQUEST)];

describe('the states', () => {
  test('are those of the contract, no others, each once', () => {
    const named = [...taskStates.map(([, { name }]) => name), ...Object.values(OTHER_STATES)];
    expect(states.map(([name]) => name).sort()).toEqual(named.sort());
  });

  test.each(taskStates)('%s runs its task', (_key, { name, task }) => {
    const found = states.find(([each]) => each === name)?.[1];
    expect(found?.Type).toBe('Task');
    expect(found === undefined ? '' : functionName(found)).toBe(TASKS[task]);
  });

  test.each(TASK_KEYS)('the task %s has a folder with rules and wiring, and a state that runs it', (key) => {
    for (const file of ['task.ts', 'index.ts']) {
      expect(
        existsSync(fileURLToPath(new URL(`../../lambdas/${TASKS[key]}/${file}`, import.meta.url))),
        `lambdas/${TASKS[key]}/${file}`,
      ).toBe(true);
    }
    expect(taskStates.some(([, { task }]) => task === key)).toBe(true);
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

  test('one state waits for a person; no other waits for a token or a service that the engine has not got', () => {
    for (const [name, { Resource }] of working)
      expect(Resource, name).toMatch(/^arn:aws:lambda:us-east-1:123456789012:function:[a-z-]+$/);
    expect(waiting.map(([, { Resource }]) => Resource)).toEqual(['arn:aws:states:::lambda:invoke.waitForTaskToken']);
  });
});

describe('when a task fails', () => {
  test.each(tasks)('%s is tried again for exactly what trying again can mend', (name, { Retry = [] }) => {
    // That nobody decided in time is no failure.
    const platform = PLATFORM_ERRORS.filter((each) => name !== REQUEST || each !== 'States.Timeout');
    expect(Retry.map(({ ErrorEquals }) => ErrorEquals)).toEqual([[...errorNames('transient')], platform]);
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
      const last = { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: expect.any(String) };
      expect(Catch.at(-1)).toEqual(last);
      expect(Catch.filter(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'))).toHaveLength(1);
    },
  );

  test('a vendor in trouble ends the making of images, not the work: what is there is settled', () => {
    const catches = tasks.flatMap(([name, { Catch = [] }]) => Catch.slice(0, -1).map((each) => [name, each] as const));
    expect(catches).toEqual([
      [REQUEST, { ErrorEquals: ['States.Timeout'], ResultPath: null, Next: TASK_STATES.closeApproval.name }],
      [REQUEST, { ErrorEquals: ['AlreadyDecided'], ResultPath: null, Next: TASK_STATES.takeDecision.name }],
      [
        TASK_STATES.generate.name,
        { ErrorEquals: [...VENDOR_ERRORS], ResultPath: '$.error', Next: TASK_STATES.stopGenerating.name },
      ],
    ]);
    const stop = tasks.find(([name]) => name === TASK_STATES.stopGenerating.name)?.[1];
    expect(stop?.Next).toBe(TASK_STATES.retire.name);
  });

  const CHILDREN = [
    [OTHER_STATES.evaluateActors, TASK_STATES.recordFailure.name, OTHER_STATES.unrecorded],
    [OTHER_STATES.applyPlans, TASK_STATES.recordApplyFailure.name, OTHER_STATES.applyUnrecorded],
    [OTHER_STATES.rollBackActors, TASK_STATES.recordRollbackFailure.name, OTHER_STATES.rollbackUnrecorded],
  ] as const;

  test.each(CHILDREN)(
    '%s: for one actor it is recorded, and where even that fails the child still does not',
    (...of) => {
      const [map, record, unrecorded] = of;
      const child = maps.find(([name]) => name === map)?.[1].ItemProcessor ?? machine;
      for (const [name, { Type, Catch = [] }] of Object.entries(child.States)) {
        expect(Type, name).not.toBe('Fail');
        const last = Catch.at(-1);
        if (last !== undefined) expect(last.Next, name).toBe(name === record ? unrecorded : record);
      }
      expect(child.States[unrecorded]).toMatchObject({ Type: 'Pass', End: true });
    },
  );

  test('for the run as a whole: it ends as failed, with the name and the words of the error', () => {
    for (const [name, { Catch = [] }] of Object.entries(machine.States)) {
      const last = Catch.at(-1);
      if (last !== undefined) expect(last.Next, name).toBe(OTHER_STATES.runFailed);
    }
    expect(machine.States[OTHER_STATES.runFailed]).toEqual({
      Type: 'Fail',
      ErrorPath: '$.error.Error',
      CausePath: '$.error.Cause',
    });
  });

  test.each(working)('%s does not hang for ever', (_name, { TimeoutSeconds }) => {
    // A Lambda function runs for at most fifteen minutes.
    expect(TimeoutSeconds).toBeGreaterThan(0);
    expect(TimeoutSeconds).toBeLessThanOrEqual(900);
  });
});

describe('how long a person may take', () => {
  test.each(waiting)('%s waits as long as the plans’ review says', (_name, { TimeoutSecondsPath, TimeoutSeconds }) => {
    expect([TimeoutSecondsPath, TimeoutSeconds]).toEqual(['$.review.approvalSeconds', undefined]);
  });
});

describe('what travels from state to state', () => {
  test('children of the Maps get the run and who holds their lease through the ItemSelector, and their item', () => {
    const all = { 'run.$': '$.run', 'execution.$': '$$.Execution.Id' };
    expect(Object.fromEntries(maps.map(([name, { ItemSelector }]) => [name, ItemSelector]))).toEqual({
      [OTHER_STATES.evaluateActors]: { ...all, 'actor.$': '$$.Map.Item.Value.actor' },
      [OTHER_STATES.applyPlans]: { ...all, 'item.$': '$$.Map.Item.Value' },
      [OTHER_STATES.rollBackActors]: { ...all, 'actor.$': '$$.Map.Item.Value.actor' },
    });
  });

  test.each(maps)('%s reads its items and its concurrency from what the states before it answer', (name, map) => {
    const key = name === OTHER_STATES.applyPlans ? '$.decision.itemsKey' : '$.actorsKey';
    expect(map.MaxConcurrencyPath).toBe('$.concurrency');
    expect(map.ItemReader?.Parameters).toMatchObject({ 'Key.$': key });
    expect(map.ToleratedFailurePercentage).toBe(100);
  });

  test.each(maps)('%s drops the results of its children: a hundred thousand would not fit into a state', (...of) => {
    const [name, { ResultPath, ResultWriter, ItemProcessor }] = of;
    expect(ResultPath, name).toBeNull();
    // And what the engine writes about them goes to the bucket.
    expect(ResultWriter).toMatchObject({ Parameters: { Bucket: 'embedded' } });
    for (const [child, { Type, ResultPath: path }] of Object.entries(ItemProcessor?.States ?? {})) {
      const allowed = child === TASK_STATES.generate.name ? '$.generated' : null;
      if (Type === 'Task') expect(path, child).toBe(allowed);
    }
  });

  test('Prepare gets the execution’s name and start and the request as it came', () => {
    expect(machine.States[TASK_STATES.prepare.name]?.Parameters).toEqual({
      'execution.$': '$$.Execution.Name',
      'startedAt.$': '$$.Execution.StartTime',
      'request.$': '$',
    });
    expect(machine.StartAt).toBe(TASK_STATES.prepare.name);
  });

  test('images are made before any is retired, and the set is looked at again after both', () => {
    const { States } = maps.find(([name]) => name === OTHER_STATES.applyPlans)?.[1].ItemProcessor ?? machine;
    const order = ['generate', 'retire', 'compositeAgain', 'evaluateAgain', 'settle'] as const;
    const names = order.map((key) => TASK_STATES[key].name);
    for (const [at, name] of names.slice(1, -1).entries()) expect(States[name]?.Next).toBe(names[at + 2]);
    expect(States[TASK_STATES.generate.name]?.Next).toBe(OTHER_STATES.isOurs);
    expect(States[OTHER_STATES.isOurs]).toMatchObject({
      Choices: [{ Next: TASK_STATES.retire.name }],
      Default: OTHER_STATES.notTouched,
    });
  });

  test('the definition is the same each time it is made', () => {
    expect(embeddedDefinition()).toEqual(raw);
  });
});
