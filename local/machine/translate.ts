import * as z from 'zod';

/** A state as Amazon States Language has it; only what is translated is looked into. */
const leadSchema = z.looseObject({ Next: z.string() });
const stateSchema = z.looseObject({
  Type: z.string(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  Choices: z.array(leadSchema).optional(),
  Catch: z.array(leadSchema).optional(),
});
const statesSchema = z.record(z.string(), stateSchema);
const machineSchema = z.looseObject({ StartAt: z.string(), States: statesSchema });

type StateJson = z.infer<typeof stateSchema>;
type StatesJson = z.infer<typeof statesSchema>;

/** A state machine in Amazon States Language. */
export type MachineJson = z.infer<typeof machineSchema>;

const mapSchema = stateSchema.extend({
  Type: z.literal('Map'),
  ItemReader: z.looseObject({
    ReaderConfig: z.object({ InputType: z.literal('JSON') }),
    Parameters: z.looseObject({ 'Key.$': z.string() }),
  }),
  ItemProcessor: machineSchema,
});

/** A Lambda function that ends its wait by a token: here, a call that returns when the approval desk does. */
const WAITS_FOR_TOKEN = /^arn:[^:]*:states:::lambda:invoke\.waitForTaskToken$/;

const waitingSchema = stateSchema.extend({
  Parameters: z.object({ FunctionName: z.string(), Payload: z.record(z.string(), z.unknown()) }),
});

/** Where the items of a Map lie while it runs; nothing else in the definition uses this name. */
const ITEMS = '$.embeddedItems';

/** The state that stands in for the ItemReader of a Map: its handler gets `{ key }` and answers the items. */
export function readerState(mapState: string): string {
  return `${mapState}: read items`;
}

/**
 * The definition as `aws-local-stepfunctions` runs it. That engine has no ItemReader and no ResultWriter: the reader
 * becomes a Task before the Map that answers the items, the writer is left out (nothing reads what it writes), and so
 * is the tolerance for failed children (a child of ours never fails). A state that waits for a token becomes a Task that
 * calls the function and waits for its answer.
 *
 * @throws ZodError where the definition has a Map of another kind than the ones known here.
 */
export function translateForEngine(definition: unknown): MachineJson {
  const machine = machineSchema.parse(definition);
  const readers = new Map<string, string>();
  const states: StatesJson = {};
  for (const [name, state] of Object.entries(machine.States)) {
    if (state.Type !== 'Map') states[name] = isWaiting(state) ? callingTask(state) : state;
    else {
      const map = mapSchema.parse(state);
      readers.set(name, readerState(name));
      states[readerState(name)] = itemsTask(map, name);
      states[name] = inlineMap(map);
    }
  }
  const retarget = (target: string) => readers.get(target) ?? target;
  const retargeted = Object.entries(states).map(([name, state]): [string, StateJson] => {
    // The reader itself leads to its Map, and so must stay as it is.
    return [
      name,
      readers.get(state.Next ?? '') === name ? { ...state, ...catchers(state, retarget) } : leadingTo(state, retarget),
    ];
  });
  return { ...machine, StartAt: retarget(machine.StartAt), States: Object.fromEntries(retargeted) };
}

/** A state with every state that it may lead to replaced. */
function leadingTo(state: StateJson, retarget: (target: string) => string): StateJson {
  return {
    ...state,
    ...(state.Next === undefined ? {} : { Next: retarget(state.Next) }),
    ...(state.Default === undefined ? {} : { Default: retarget(state.Default) }),
    ...(state.Choices === undefined
      ? {}
      : { Choices: state.Choices.map((rule) => ({ ...rule, Next: retarget(rule.Next) })) }),
    ...catchers(state, retarget),
  };
}

function catchers(state: StateJson, retarget: (target: string) => string): Pick<StateJson, 'Catch'> {
  return state.Catch === undefined
    ? {}
    : { Catch: state.Catch.map((rule) => ({ ...rule, Next: retarget(rule.Next) })) };
}

function isWaiting({ Type, Resource }: StateJson): boolean {
  return Type === 'Task' && typeof Resource === 'string' && WAITS_FOR_TOKEN.test(Resource);
}

function callingTask(state: StateJson): StateJson {
  const { Parameters, TimeoutSecondsPath: _seconds, ...rest } = waitingSchema.parse(state);
  const { 'token.$': _token, ...payload } = Parameters.Payload;
  return { ...rest, Resource: Parameters.FunctionName, Parameters: payload };
}

function itemsTask(map: z.infer<typeof mapSchema>, name: string): StateJson {
  return {
    Type: 'Task',
    Resource: 'arn:aws:lambda:us-east-1:123456789012:function:read-items',
    Parameters: { 'key.$': map.ItemReader.Parameters['Key.$'] },
    ResultPath: ITEMS,
    ...(map.Catch === undefined ? {} : { Catch: map.Catch }),
    Next: name,
  };
}

function inlineMap(map: z.infer<typeof mapSchema>): StateJson {
  const { ItemReader: _reader, ResultWriter: _writer, ToleratedFailurePercentage: _tolerance, ...rest } = map;
  return { ...rest, ItemsPath: ITEMS, ItemProcessor: { ...map.ItemProcessor, ProcessorConfig: { Mode: 'INLINE' } } };
}
