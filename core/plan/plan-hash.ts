import * as z from 'zod';
import { verdictSchema } from '../judging/verdict.ts';
import { sha256Hex } from '../sha256.ts';
import type { Plan, PlanSettings } from './plan.ts';
import { compareText, type SetImage } from './set-image.ts';

/** JSON with sorted keys and no spaces: equal values give equal text. `undefined` fields are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => compareText(a, b));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

/** One image that a plan rests on, as it was when the plan was made. */
export const basisImageSchema = z.object({
  file: z.string(),
  key: z.string(),
  version: z.string(),
  size: z.int().nonnegative(),
  sha256: z.string(),
  verdict: verdictSchema,
  unsure: z.boolean(),
  pinned: z.boolean(),
  generated: z.boolean(),
  promptNumber: z.int().positive().optional(),
  /** Who said the type, where it was not the judge. */
  corrected: z.object({ by: z.string(), at: z.string() }).optional(),
});

/** See {@link basisImageSchema}. */
export type BasisImage = z.infer<typeof basisImageSchema>;

/** What a plan rests on, in order of the files' names. `key` gives the object key of a file of the set. */
export function planBasis(images: readonly SetImage[], key: (file: string) => string): readonly BasisImage[] {
  return [...images]
    .sort((a, b) => compareText(a.file, b.file))
    .map(({ file, version, size, sha256, verdict, unsure, pinned, generated, promptNumber, corrected }) => ({
      file,
      key: key(file),
      version,
      size,
      sha256,
      verdict,
      unsure,
      pinned,
      generated,
      ...(promptNumber === undefined ? {} : { promptNumber }),
      ...(corrected === undefined ? {} : { corrected }),
    }));
}

/**
 * The hash that an approval is bound to: over the plan and everything it rests on (keys, versions, sizes, content
 * hashes, verdicts, pins, settings). Whatever changes one of them makes it another plan.
 */
export function planHash(plan: Plan, basis: readonly BasisImage[], settings: PlanSettings): Promise<string> {
  const { target, limits, generate } = settings;
  return sha256Hex(canonicalJson({ plan, images: basis, target, limits, generate }));
}
