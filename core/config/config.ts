import * as z from 'zod';
import { protocolSchema } from '../judging/protocol.ts';
import { DEFAULT_PRICES, tokenPriceSchema } from '../money/prices.ts';
import { DEFAULT_COPY_BITS } from '../plan/copies.ts';
import { DEFAULT_TARGET, targetFieldsSchema, targetProblems } from '../plan/target.ts';
import { DEFAULT_PROMPTS } from '../prompts/defaults.ts';
import { promptTextSchema } from '../prompts/templates.ts';
import { awsConfigSchema } from './aws-config.ts';

/** Any part of a target; shares only all three at once, since they have to add up. */
const targetPartSchema = targetFieldsSchema.partial();

const groupSchema = z.strictObject({
  actors: z.array(z.string().min(1)).min(1).describe('Ids of the actors in this group.'),
  target: targetPartSchema.prefault({}).describe('What differs from the general target.'),
});

const datasetSchema = z.strictObject({
  layout: z
    .enum(['auto', 'bucket', 'plain'])
    .default('auto')
    .describe(
      'bucket: <actorsPrefix>/<actor>/<imagesFolder>/<image>. plain: <actor>/<image>. auto: bucket where the prefix is there.',
    ),
  actorsPrefix: z.string().default('custom-actors'),
  imagesFolder: z.string().default('training_data'),
  statePrefix: z.string().min(1).default('balancing').describe("Evencast's own records in the bucket layout."),
});

const limitsSchema = z.strictObject({
  maxDeletions: z.int().min(0).optional().describe('Most images to retire from one set in one run.'),
  maxDeletionShare: z.number().min(0).max(1).default(0.5).describe('The same as a share of the set.'),
  budgetUsd: z.number().min(0).default(25).describe('Most a run may spend, in USD.'),
  concurrency: z.int().min(1).max(1000).default(4).describe('Actors worked on at the same time.'),
});

const judgeSchema = z.strictObject({
  use: z
    .enum(['auto', 'offline', 'openai'])
    .default('auto')
    .describe('auto: openai where OPENAI_API_KEY is set, else offline.'),
  models: z.array(z.string().min(1)).min(1).default(['gpt-4.1-mini', 'gpt-6-luna']).describe('In order of preference.'),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Another OpenAI-compatible server.'),
  temperature: z.number().min(0).max(2).default(0.3),
  maxTokens: z.int().min(200).max(100_000).default(2000),
  protocol: protocolSchema
    .default('composite+recheck')
    .describe(
      'composite: labelled sheets. image: each image alone. composite+recheck: sheets, then again alone what would leave or is in doubt. The offline judge has no use for it.',
    ),
  recheckBelow: z
    .number()
    .min(0)
    .max(1)
    .default(0.9)
    .describe('A verdict from a sheet that is less sure than this is looked at again alone.'),
  recheckShare: z.number().min(0).max(1).default(0.15).describe('Share of all other images that is looked at again.'),
  unsureBelow: z.number().min(0).max(1).default(0.7).describe('A verdict less sure than this never retires an image.'),
});

const approvalConfigSchema = z.strictObject({
  when: z
    .enum(['always', 'never', 'above'])
    .default('always')
    .describe('When a person is asked about a run that acts; above: only above one of the numbers here.'),
  aboveRetirements: z.int().min(0).default(0),
  aboveUsd: z.number().min(0).default(0),
  timeoutHours: z
    .number()
    .positive()
    .max(24 * 365)
    .default(72)
    .describe('Undecided for so long, a run is closed as rejected.'),
});

/** Which input of the model takes what; models name them differently. An empty name leaves the input out. */
const makerInputSchema = z.strictObject({
  prompt: z.string().min(1).default('prompt'),
  references: z.string().default('input_images').describe('Takes a list of pictures.'),
  seed: z.string().default('seed'),
  aspect: z.string().default('aspect_ratio'),
  fixed: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .default({ output_format: 'jpg' })
    .describe('Inputs that are always sent as they stand here.'),
});

const generateSchema = z.strictObject({
  use: z
    .enum(['auto', 'offline', 'replicate'])
    .default('auto')
    .describe('auto: replicate where REPLICATE_API_TOKEN is set, else offline stand-ins.'),
  model: z.string().min(1).default('black-forest-labs/flux-2-pro').describe('owner/name or owner/name:version.'),
  input: makerInputSchema.prefault({}),
  aspect: z.string().default('3:4').describe('Shape of what is made.'),
  usdPerImage: z.number().min(0).default(0.05).describe('$0.03-0.07 an image in November 2026.'),
  maxReferences: z.int().min(0).max(8).default(4).describe('Reference photographs sent with a prompt.'),
  minEdge: z.int().min(64).max(8192).default(512).describe('A generated image with a shorter side does not join.'),
  tries: z.int().min(1).max(5).default(3).describe('Tries an image gets in all, each with another prompt.'),
});

const promptNumberSchema = z
  .string()
  .refine((text) => /^[1-9]\d?$/.test(text) && Number(text) <= DEFAULT_PROMPTS.length, {
    error: `is no prompt number; they go from 1 to ${DEFAULT_PROMPTS.length}`,
  });

/** The one configuration file, with every default filled in. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    dataset: datasetSchema.prefault({}),
    target: targetPartSchema.prefault({}).transform((part) => ({ ...DEFAULT_TARGET, ...definedOf(part) })),
    groups: z.record(z.string().min(1), groupSchema).default({}),
    names: z
      .record(z.string(), z.string().min(1).max(200))
      .default({})
      .describe('What {actor} becomes in prompts, by actor id; the id itself otherwise.'),
    limits: limitsSchema.prefault({}),
    copyBits: z
      .int()
      .min(0)
      .max(128)
      .default(DEFAULT_COPY_BITS)
      .describe('Bits of 256 in which two near-copies may differ.'),
    judge: judgeSchema.prefault({}),
    generate: generateSchema.prefault({}),
    approval: approvalConfigSchema.prefault({}),
    aws: awsConfigSchema.prefault({}),
    prompts: z.record(promptNumberSchema, promptTextSchema).default({}).describe('Replacement texts by prompt number.'),
    prices: z
      .record(z.string(), tokenPriceSchema)
      .default({})
      .transform((own) => ({ ...DEFAULT_PRICES, ...own })),
  })
  .superRefine(checkTargets);

/** See {@link configSchema}. */
export type Config = z.infer<typeof configSchema>;

/** What a config file may hold: every field optional. */
export type ConfigInput = z.input<typeof configSchema>;

/** Without the fields that are there but undefined, which would otherwise cover a default. */
export function definedOf<T extends object>(part: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

interface Groups {
  readonly target: z.infer<typeof targetFieldsSchema>;
  readonly groups: Readonly<Record<string, z.infer<typeof groupSchema>>>;
}

/** Contradictions that no field shows alone: shares that do not add up, an actor in two groups. */
function checkTargets({ target, groups }: Groups, context: z.RefinementCtx): void {
  // A field that is out of range leaves the target without its defaults; it is named already.
  if (context.issues.length > 0) return;
  const report = (path: readonly PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path: [...path], message });
  for (const { path, message } of targetProblems(target)) report(['target', ...path], message);
  const groupOf = new Map<string, string>();
  for (const [name, group] of Object.entries(groups)) {
    for (const { path, message } of targetProblems({ ...target, ...definedOf(group.target) }))
      report(['groups', name, 'target', ...path], message);
    for (const [index, actor] of group.actors.entries()) {
      const other = groupOf.get(actor);
      if (other !== undefined) report(['groups', name, 'actors', index], `${actor} is in group "${other}" already`);
      groupOf.set(actor, name);
    }
  }
}
