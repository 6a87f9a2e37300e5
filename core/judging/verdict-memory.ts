import * as z from 'zod';
import { isEvencastError } from '../errors.ts';
import type { Layout } from '../layout.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseRecord, recordText } from '../records/record-text.ts';
import { type Looks, looksSchema } from './looks.ts';
import { type JudgeSignature, verdictSchema } from './verdict.ts';

/**
 * A remembered verdict: what was said of these pixels by this judge, and the words about the sheet it was part of. `looks`
 * are what it comes from, where the judge looks at pictures.
 */
const rememberedSchema = z.object({
  schema: z.literal(1),
  run: z.string(),
  verdict: verdictSchema,
  looks: looksSchema.default({}),
  label: z.string(),
  analysis: z.string(),
});

/** See {@link rememberedSchema}. */
export type RememberedVerdict = z.infer<typeof rememberedSchema>;

/** Verdicts by content and judge: an image that has not changed is never judged twice. */
export interface VerdictMemory {
  /** What one of the judge's models, the most preferred first, said of this content; undefined where none did. */
  recall(sha256: string): Promise<RememberedVerdict | undefined>;
  remember(sha256: string, said: Omit<RememberedVerdict, 'schema' | 'run'>): Promise<void>;
}

/** Which run recalls and remembers, and whether it judges everything again. */
export interface MemoryOptions {
  readonly run: string;
  readonly force: boolean;
}

/**
 * Verdicts kept in the store. With `force` only those of this very run are recalled: everything is judged again, but a
 * sheet that was answered is not paid for twice when another one is tried again.
 */
export function verdictMemory(
  store: ObjectStore,
  layout: Layout,
  signatures: readonly JudgeSignature[],
  { run, force }: MemoryOptions,
): VerdictMemory {
  return {
    async recall(sha256) {
      for (const { key } of signatures) {
        const found = await read(store, layout.verdict(sha256, key));
        if (found !== undefined && (!force || found.run === run)) return found;
      }
      return undefined;
    },
    async remember(sha256, said) {
      const key = layout.verdict(sha256, keyOf(said.looks) ?? said.verdict.judge.key);
      await store.put(key, recordText({ schema: 1, run, ...said }), { contentType: 'application/json' });
    },
  };
}

/** Under the model of the first look, though another one may have looked again: where there is one entry, one is found. */
function keyOf({ sheet, image }: Looks): string | undefined {
  return (sheet ?? image)?.judge.key;
}

/** A damaged entry counts as none: the image is judged again, which mends it. */
async function read(store: ObjectStore, key: string): Promise<RememberedVerdict | undefined> {
  try {
    return parseRecord(rememberedSchema, (await store.get(key)).body, key);
  } catch (error) {
    if (isEvencastError(error, 'NotFound') || isEvencastError(error, 'RecordCorrupt')) return undefined;
    throw error;
  }
}
