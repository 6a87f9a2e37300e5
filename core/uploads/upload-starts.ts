import * as z from 'zod';
import { isEvencastError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import { parseRecord, recordText } from '../records/record-text.ts';
import type { MarkPlace } from './upload-marks.ts';

/** `uploads/starts.json`: the runs that uploads have started in the last day, by name. */
const startsSchema = z.object({
  schema: z.literal(1),
  starts: z.array(z.object({ name: z.string(), at: z.number() })),
});

type Starts = z.infer<typeof startsSchema>;

const DAY_MS = 86_400_000;
/** Two sweeps meet here at most. */
const TRIES = 20;

/**
 * Writes down that a run is about to be started, unless that would be one too many in 24 hours: a loop that nobody foresaw ends
 * here. The same run is written down once, whoever starts it.
 *
 * @returns whether it may be started.
 */
export async function reserveStart(
  place: MarkPlace & { readonly clock: Clock },
  name: string,
  dailyRuns: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const { store, layout, clock } = place;
  for (let attempt = 1; ; attempt++) {
    const { starts, version } = await readStarts(place, signal);
    if (starts.some((start) => start.name === name)) return true;
    const now = clock.now();
    const lately = starts.filter(({ at }) => now - at < DAY_MS);
    if (lately.length >= dailyRuns) return false;
    const next: Starts = { schema: 1, starts: [...lately, { name, at: now }] };
    try {
      const condition = version === undefined ? { ifAbsent: true } : { ifVersion: version };
      const options = { ...condition, contentType: 'application/json', signal };
      await store.put(layout.uploadStarts, recordText(next), options);
      return true;
    } catch (error) {
      if (!isEvencastError(error, 'Conflict') || attempt === TRIES) throw error;
    }
  }
}

async function readStarts(
  { store, layout }: MarkPlace,
  signal: AbortSignal | undefined,
): Promise<{ readonly starts: Starts['starts']; readonly version: string | undefined }> {
  try {
    const { body, version } = await store.get(layout.uploadStarts, { signal });
    return { starts: parseRecord(startsSchema, body, layout.uploadStarts).starts, version };
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return { starts: [], version: undefined };
    throw error;
  }
}
