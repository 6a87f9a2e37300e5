import * as z from 'zod';
import { IMAGE_TYPES, type ImageType, imageTypeSchema } from '../../core/image-type.ts';

const SCORES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** The key under which a cell's verdict stands in an answer. */
export function cellKey(label: string): string {
  return `cell_${label}`;
}

/**
 * JSON Schema of the answer about these cells, for strict structured output: one required key per label. It only uses what
 * every server with structured output takes (`minimum` and `maxLength` are refused by some), so ranges and lengths are
 * checked when the answer is read.
 */
export function answerJsonSchema(labels: readonly string[]): Readonly<Record<string, unknown>> {
  return closedObject({
    ...Object.fromEntries(labels.map((label) => [cellKey(label), cellJsonSchema(label)])),
    analysis: { type: 'string', description: 'About all images together, at most 60 words.' },
  });
}

/** The echoed label comes first so that the model names the image before it says anything about it. */
function cellJsonSchema(label: string): Readonly<Record<string, unknown>> {
  return closedObject({
    label: { type: 'string', enum: [label] },
    type: { type: 'string', enum: IMAGE_TYPES },
    score: { type: 'integer', enum: SCORES },
    reason: { type: 'string', description: 'One sentence, at most 25 words.' },
    confidence: { type: 'number', description: 'How sure of the type, 0 to 1.' },
  });
}

function closedObject(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** What an answer says of one cell, as it came. */
export interface RawVerdict {
  readonly label: string;
  readonly type: ImageType;
  readonly score: number;
  readonly reason: string;
  readonly confidence: number;
}

/**
 * Schema of the parsed answer: exactly these cells (by key), each echoing its own label, ranges checked, nothing beside
 * them but the analysis.
 */
export function answerSchema(labels: readonly string[]) {
  const cells = Object.fromEntries(labels.map((label) => [cellKey(label), cellSchema(label)]));
  return z
    .looseObject({ analysis: z.string() })
    .transform(({ analysis, ...rest }) => ({ analysis, cells: rest }))
    .pipe(z.object({ analysis: z.string(), cells: z.strictObject(cells) }));
}

function cellSchema(label: string): z.ZodType<RawVerdict> {
  return z.strictObject({
    label: z.literal(label),
    type: imageTypeSchema,
    score: z.int().min(1).max(10),
    reason: z.string(),
    confidence: z.number().min(0).max(1),
  });
}
