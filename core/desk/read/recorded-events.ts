import type { Entry, Journal } from '../../journal/journal.ts';
import { compareText } from '../../plan/set-image.ts';
import type { ActorResult } from '../../records/actor-result.ts';
import type { ProgressEvent } from '../contract/progress.ts';

/**
 * What is younger than this, in milliseconds, is not told yet: by then every machine of a run has written down what it did
 * before it, so that nothing comes in between later.
 */
export const SETTLING_MS = 5_000;

/** Something that happened, before it has its place. */
export type Told = Omit<ProgressEvent, 'sequence'>;

/** An actor was looked at; nothing for a result of an earlier version, which does not say when. */
export function eventsOfResult(row: ActorResult): readonly Told[] {
  const { at, actor } = row;
  if (at === undefined) return [];
  if (row.status === 'failed') return [{ at, actor, what: 'failed', message: row.message, picture: null }];
  return [{ at, actor, what: 'planned', message: null, picture: null }];
}

/** What carrying out and taking back did, each image told of once. `standIn`: whether the run's maker stands in for a real one. */
export function eventsOfJournal({ actor, entries }: Journal, standIn: boolean): readonly Told[] {
  const seen = new Set<string>();
  return entries.flatMap((entry): readonly Told[] => {
    const told = eventOf(entry, actor, standIn);
    if (told === undefined) return [];
    // Only the first counts: whoever went on after a crash may have written it again.
    const name = JSON.stringify([entry.step, 'file' in entry ? entry.file : entry.at]);
    if (seen.has(name)) return [];
    seen.add(name);
    return [told];
  });
}

function eventOf(entry: Entry, actor: string, standIn: boolean): Told | undefined {
  const plain = { at: entry.at, actor, message: null, picture: null };
  switch (entry.step) {
    case 'added': {
      const { file, sha256, type, score } = entry;
      return { ...plain, what: 'added', picture: { actor, file, sha256, type, score, standIn } };
    }
    case 'retired':
      return { ...plain, what: 'retired', message: entry.file };
    case 'settled':
    case 'rolled-back':
      return { ...plain, what: entry.step };
    default:
      return undefined;
  }
}

/** In an order that is the same wherever the same records are read, numbered from 1. */
export function inOrder(events: readonly Told[]): readonly ProgressEvent[] {
  return events.toSorted(byTime).map((event, index) => ({ ...event, sequence: index + 1 }));
}

function byTime(a: Told, b: Told): number {
  const kind = (event: Told) => `${event.what}/${event.picture?.file ?? event.message ?? ''}`;
  return compareText(a.at, b.at) || compareText(a.actor, b.actor) || compareText(kind(a), kind(b));
}

/** Those that are old enough to have their place for good. @param now milliseconds since 1970. */
export function settledBy(events: readonly ProgressEvent[], now: number): readonly ProgressEvent[] {
  const end = events.findIndex(({ at }) => Date.parse(at) > now - SETTLING_MS);
  return end === -1 ? events : events.slice(0, end);
}
