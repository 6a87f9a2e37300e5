import { describe, expect, test } from 'vitest';
import { OTHER_STATES, TASK_STATES } from '../../../core/contract.ts';
import { embeddedDefinition } from '../../../lib/embedded-definition.ts';
import { readerState, translateForEngine } from '../../../local/machine/translate.ts';

const CATCH = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Bad' }];

const map = (of: object = {}) => ({
  Type: 'Map',
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSON' },
    Parameters: { Bucket: 'b', 'Key.$': '$.here' },
  },
  ItemSelector: { 'run.$': '$.run', 'actor.$': '$$.Map.Item.Value.actor' },
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'One',
    States: { One: { Type: 'Pass', End: true } },
  },
  ToleratedFailurePercentage: 100,
  ResultWriter: { Resource: 'arn:aws:states:::s3:putObject' },
  ResultPath: null,
  Catch: CATCH,
  Next: 'After',
  ...of,
});

const machine = (mapState: object = map()) => ({
  StartAt: 'First',
  States: {
    First: { Type: 'Pass', Next: 'Each' },
    Each: mapState,
    After: { Type: 'Pass', End: true },
    Bad: { Type: 'Fail' },
  },
});

describe('a Map that is reached by another way than Next', () => {
  test('is reached through its reader too: from a Choice, a default and a Catch', () => {
    const { States } = translateForEngine({
      StartAt: 'Which',
      States: {
        Which: { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: true, Next: 'Each' }], Default: 'Each' },
        Tried: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:us-east-1:123456789012:function:x',
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Each' }],
          End: true,
        },
        Each: map(),
        After: { Type: 'Pass', End: true },
        Bad: { Type: 'Fail' },
      },
    });
    expect(States['Which']).toMatchObject({ Choices: [{ Next: 'Each: read items' }], Default: 'Each: read items' });
    expect(States['Tried']).toMatchObject({ Catch: [{ Next: 'Each: read items' }] });
    expect(States['Each: read items']).toMatchObject({ Next: 'Each' });
  });
});

describe('a Map over items in the store', () => {
  const { StartAt, States } = translateForEngine(machine());

  test('gets a Task before it that is told where the items lie, and failing there is caught as in the Map', () => {
    expect(States['Each: read items']).toEqual({
      Type: 'Task',
      Resource: expect.stringMatching(/^arn:aws:lambda:/),
      Parameters: { 'key.$': '$.here' },
      ResultPath: '$.embeddedItems',
      Catch: CATCH,
      Next: 'Each',
    });
  });

  test('runs over those items in-line, with everything else as it is deployed', () => {
    const { ItemReader: _reader, ResultWriter: _writer, ToleratedFailurePercentage: _tolerance, ...rest } = map();
    expect(States['Each']).toEqual({
      ...rest,
      ItemsPath: '$.embeddedItems',
      ItemProcessor: { ...rest.ItemProcessor, ProcessorConfig: { Mode: 'INLINE' } },
    });
  });

  test('is come to by way of that Task, from wherever it was come to', () => {
    expect(StartAt).toBe('First');
    expect(States['First']).toEqual({ Type: 'Pass', Next: 'Each: read items' });
    expect(translateForEngine({ ...machine(), StartAt: 'Each' }).StartAt).toBe('Each: read items');
  });

  test('may be one of several, one leading to the next', () => {
    const two = translateForEngine({
      StartAt: 'A',
      States: { A: map({ Next: 'B' }), B: map({ Next: undefined, End: true }) },
    });
    expect(two.StartAt).toBe('A: read items');
    expect(two.States['A: read items']?.Next).toBe('A');
    expect(two.States['A']?.Next).toBe('B: read items');
    expect(two.States['B: read items']?.Next).toBe('B');
    expect(two.States['B']).not.toHaveProperty('Next', expect.anything());
  });

  test('the deployed definition is left as it was', () => {
    const definition = embeddedDefinition();
    const before = structuredClone(definition);
    translateForEngine(definition);
    expect(definition).toEqual(before);
  });
});

describe('the definition that is deployed', () => {
  test('differs from what the engine runs in the Maps’ readers and the wait for a person alone', () => {
    const definition = translateForEngine(embeddedDefinition());
    const known = new Set<string>([
      ...Object.values(TASK_STATES).map(({ name }) => name),
      ...Object.values(OTHER_STATES),
    ]);
    const maps = [OTHER_STATES.evaluateActors, OTHER_STATES.applyPlans, OTHER_STATES.rollBackActors];
    expect(new Set(Object.keys(definition.States).filter((name) => !known.has(name)))).toEqual(
      new Set(maps.map(readerState)),
    );
    expect(definition.States[OTHER_STATES.whereToBegin]?.Default).toBe(readerState(OTHER_STATES.evaluateActors));
    expect(JSON.stringify(definition)).not.toMatch(/ItemReader|ResultWriter|ToleratedFailure|DISTRIBUTED/);
  });

  test('a state that waits for a person becomes a call of the function it would invoke, without a token', () => {
    const { States } = translateForEngine(embeddedDefinition());
    expect(States[TASK_STATES.requestApproval.name]).toMatchObject({
      Type: 'Task',
      Resource: expect.stringMatching(/:function:request-approval$/),
      Parameters: { 'run.$': '$.run' },
      Next: TASK_STATES.takeDecision.name,
    });
    expect(JSON.stringify(States)).not.toMatch(/waitForTaskToken|Task\.Token|TimeoutSecondsPath/);
  });
});

describe('what is not known is refused, not run some other way', () => {
  test.each<[string, unknown]>([
    ['a Map without an ItemReader', machine(map({ ItemReader: undefined }))],
    [
      'items in CSV',
      machine(map({ ItemReader: { ReaderConfig: { InputType: 'CSV' }, Parameters: { 'Key.$': '$.x' } } })),
    ],
    [
      'items under a key that is fixed',
      machine(map({ ItemReader: { ReaderConfig: { InputType: 'JSON' }, Parameters: { Key: 'x' } } })),
    ],
    ['a Map with an Iterator of old', machine(map({ ItemProcessor: undefined, Iterator: {} }))],
    ['a machine without states', { StartAt: 'A' }],
    ['a state without a type', { StartAt: 'A', States: { A: {} } }],
    ['text', '{}'],
    ['nothing', undefined],
  ])('%s', (_what, definition) => {
    expect(() => translateForEngine(definition)).toThrow();
  });
});
