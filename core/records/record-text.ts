import type * as z from 'zod';
import { problemLines } from '../config/problems.ts';
import { EvencastError } from '../errors.ts';

/** A record as it is stored: JSON that people can read. */
export function recordText(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

/**
 * A stored record, parsed and checked.
 *
 * @param key where it was read, for the message.
 * @throws RecordCorrupt where it is no JSON or not of this shape.
 */
export function parseRecord<T extends z.ZodType>(schema: T, body: Uint8Array, key: string): z.infer<T> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new EvencastError('RecordCorrupt', `The record ${key} is damaged (it is no JSON). Start a new run.`, {
      cause,
    });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [problem] = problemLines(parsed.error);
  throw new EvencastError(
    'RecordCorrupt',
    `The record ${key} does not read as it should (${problem}). Start a new run with this version.`,
  );
}
