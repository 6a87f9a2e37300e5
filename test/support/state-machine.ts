import * as z from 'zod';

const catchSchema = z.strictObject({
  ErrorEquals: z.array(z.string()),
  ResultPath: z.string().nullable(),
  Next: z.string(),
});
const retrySchema = z.strictObject({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.int().positive(),
  MaxAttempts: z.int().positive(),
  BackoffRate: z.number(),
  MaxDelaySeconds: z.int(),
  JitterStrategy: z.literal('FULL'),
});

/** The fields a state of ours may have; a field that the embedded engine does not know would be passed over in silence. */
export const stateSchema = z.strictObject({
  Type: z.string(),
  Comment: z.string().optional(),
  Next: z.string().optional(),
  End: z.boolean().optional(),
  Default: z.string().optional(),
  Choices: z.array(z.looseObject({ Next: z.string() })).optional(),
  Resource: z.string().optional(),
  Parameters: z.record(z.string(), z.unknown()).optional(),
  ResultPath: z.string().nullable().optional(),
  TimeoutSeconds: z.int().positive().optional(),
  TimeoutSecondsPath: z.string().optional(),
  Retry: z.array(retrySchema).optional(),
  Catch: z.array(catchSchema).optional(),
  ErrorPath: z.string().optional(),
  CausePath: z.string().optional(),
  MaxConcurrencyPath: z.string().optional(),
  ToleratedFailurePercentage: z.number().optional(),
  ItemSelector: z.record(z.string(), z.string()).optional(),
  ItemReader: z
    .strictObject({
      Resource: z.string(),
      ReaderConfig: z.strictObject({ InputType: z.literal('JSON') }),
      Parameters: z.record(z.string(), z.string()),
    })
    .optional(),
  ResultWriter: z.looseObject({}).optional(),
  get ItemProcessor() {
    return processorSchema.optional();
  },
});

/** A machine of ours, or one inside a Map; other fields are refused, as in {@link stateSchema}. */
export const machineSchema = z.strictObject({
  StartAt: z.string(),
  States: z.record(z.string(), stateSchema),
  Comment: z.string().optional(),
  TimeoutSeconds: z.int().optional(),
});
const processorSchema = machineSchema.extend({
  ProcessorConfig: z.strictObject({ Mode: z.literal('DISTRIBUTED'), ExecutionType: z.literal('STANDARD') }),
});

/** What is looked at of a machine. */
export type Machine = Pick<z.infer<typeof machineSchema>, 'StartAt' | 'States'>;
/** See {@link stateSchema}. */
export type State = z.infer<typeof stateSchema>;

/** A machine and those inside its Maps. */
export function machinesIn(of: Machine): readonly Machine[] {
  return [
    of,
    ...Object.values(of.States).flatMap(({ ItemProcessor }) =>
      ItemProcessor === undefined ? [] : machinesIn(ItemProcessor),
    ),
  ];
}

/** Where a state can lead to. */
export function leadsTo(state: State): readonly string[] {
  const next = [
    state.Next,
    state.Default,
    ...(state.Choices ?? []).map(({ Next }) => Next),
    ...(state.Catch ?? []).map(({ Next }) => Next),
  ];
  return next.filter((name) => name !== undefined);
}

/** The states that can be come to from the start. */
export function reachable({ StartAt, States }: Machine): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const state = States[name];
    if (state !== undefined) open.push(...leadsTo(state));
  }
  return seen;
}
