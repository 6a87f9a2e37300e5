import { EvencastError } from '../core/errors.ts';
import { openJournal } from '../core/journal/journal-log.ts';
import { journalState } from '../core/journal/journal-state.ts';
import type { Clock } from '../core/ports/clock.ts';
import { type PastRun, pastRuns } from '../core/records/run-history.ts';
import type { Place } from './places/open-place.ts';

/** A retired image that may be destroyed. */
export interface Prunable {
  readonly run: string;
  readonly actor: string;
  readonly image: string;
  readonly key: string;
  readonly version: string;
  readonly size: number;
}

const DAY_MS = 86_400_000;

/** `30d`, `12h` or `4w` in milliseconds. @throws InvalidRequest for anything else. */
export function ageOf(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([hdw])$/.exec(text.trim()) ?? [];
  const ms = { h: DAY_MS / 24, d: DAY_MS, w: 7 * DAY_MS }[unit];
  if (ms === undefined)
    throw new EvencastError('InvalidRequest', `${JSON.stringify(text)} is no age. Write it as 30d, 12h or 4w.`);
  return Number(count) * ms;
}

/**
 * The retired images of finished runs that were started longer ago than `olderThan` milliseconds. Those of a run that can
 * still be resumed are never among them.
 */
export async function prunable(place: Place, clock: Clock, olderThan: number): Promise<readonly Prunable[]> {
  const { store, layout } = place;
  const found: Prunable[] = [];
  for (const past of await pastRuns(place)) {
    const { run, startedAt } = past.record;
    if (!isFinished(past) || clock.now() - Date.parse(startedAt) < olderThan) continue;
    for await (const actor of store.folders(`${layout.retiredRuns}${run}/`)) {
      const prefix = layout.retiredOf(run, actor);
      for await (const { key, version, size } of store.list(prefix))
        found.push({ run, actor, image: key.slice(prefix.length), key, version, size });
    }
  }
  return found;
}

function isFinished({ report }: PastRun): boolean {
  return report !== undefined && report.state !== 'waiting' && report.review.totals.open === 0;
}

/**
 * Destroys retired images for good: the only thing in Evencast that does. Each is written into the journal of its run, so
 * that a rollback says what it cannot put back.
 */
export async function prune(place: Place, clock: Clock, images: readonly Prunable[]): Promise<void> {
  const perSet = Map.groupBy(images, ({ run, actor }) => JSON.stringify([run, actor]));
  for (const [first, ...others] of perSet.values()) {
    if (first === undefined) continue;
    const journal = await openJournal({ ...place, clock }, first.run, first.actor);
    for (const { image, key, version } of [first, ...others]) {
      if (!journalState(journal.entries).pruned.has(image)) await journal.append({ step: 'pruned', file: image });
      await place.store.delete(key, { ifVersion: version });
    }
  }
}
