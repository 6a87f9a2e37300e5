import * as z from 'zod';
import { EvencastError, isEvencastError } from '../errors.ts';
import { isHeld, LEASE_MS, type LeasePorts } from '../manifest/lease.ts';
import { leaseSchema } from './manifest.ts';
import { parseRecord, recordText } from './record-text.ts';

/**
 * `holder.json`: which process carries a run out at this moment, as a lease on the run. For looking only: what keeps two
 * processes apart are the leases on the sets. Gone as soon as nobody carries the run out, also while it waits for a person.
 */
export const runHolderSchema = leaseSchema.extend({
  schema: z.literal(1),
  /** Whether the run is carried on or taken back. */
  doing: z.enum(['run', 'rollback']),
  /** Milliseconds since 1970: since when. */
  begunAt: z.number(),
});

/** See {@link runHolderSchema}. */
export type RunHolder = z.infer<typeof runHolderSchema>;

/** How often whoever carries a run out says so again, in milliseconds: well before what it said last runs out. */
export const HOLDER_RENEWAL_MS = LEASE_MS / 2;

/** Whether the process that a mark names is still at work, as far as that can be known. */
export function isAtWork(mark: RunHolder | undefined, now: number, isGone: LeasePorts['isGone']): mark is RunHolder {
  return mark !== undefined && isHeld(mark, now, isGone);
}

/** Who says that they carry a run out; undefined where nobody does, or the mark does not read. */
export async function readRunHolder(
  { store, layout }: Pick<LeasePorts, 'store' | 'layout'>,
  run: string,
): Promise<RunHolder | undefined> {
  const key = layout.run(run, 'holder.json');
  try {
    return parseRecord(runHolderSchema, (await store.get(key)).body, key);
  } catch (error) {
    if (isEvencastError(error, 'NotFound') || isEvencastError(error, 'RecordCorrupt')) return undefined;
    throw error;
  }
}

/** The mark of one process on one run. */
export interface RunMark {
  /** Says that the run is carried out here, from now on or still. Another process at work on it keeps its mark. */
  set(): Promise<void>;
  /** Takes the own mark away. */
  clear(): Promise<void>;
}

/**
 * Marks a run as carried out by `holder`. A mark that cannot be written stops no run: the next renewal tries again.
 *
 * @param of `holder` as in leases.
 */
export function runMark(ports: LeasePorts, of: Pick<RunHolder, 'run' | 'holder' | 'doing'>): RunMark {
  const { store, layout, clock, isGone } = ports;
  const key = layout.run(of.run, 'holder.json');
  const begunAt = clock.now();
  const stored = async () => {
    try {
      const { body, version } = await store.get(key);
      return { mark: parseRecord(runHolderSchema, body, key), version };
    } catch (error) {
      if (isEvencastError(error, 'NotFound')) return undefined;
      throw error;
    }
  };
  const quietly = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof EvencastError)) throw error;
    }
  };
  return {
    set: () =>
      quietly(async () => {
        const there = await stored();
        const now = clock.now();
        if (there !== undefined && there.mark.holder !== of.holder && isAtWork(there.mark, now, isGone)) return;
        const mark: RunHolder = { schema: 1, ...of, begunAt, until: now + LEASE_MS };
        const condition = there === undefined ? { ifAbsent: true } : { ifVersion: there.version };
        await store.put(key, recordText(mark), { ...condition, contentType: 'application/json' });
      }),
    clear: () =>
      quietly(async () => {
        const there = await stored();
        if (there?.mark.holder === of.holder) await store.delete(key, { ifVersion: there.version });
      }),
  };
}
