import type { Entry, EntryOf } from './journal.ts';

/** A try to make an image, as far as it got. */
export interface Try {
  readonly asked: EntryOf<'try'>;
  /** The vendor's id. */
  readonly id: string | undefined;
  readonly made: EntryOf<'made'> | undefined;
  readonly ended: EntryOf<'ended'> | undefined;
}

/** An image that joined the set, or was about to. */
export interface Addition {
  readonly entry: EntryOf<'adding' | 'added'>;
  readonly done: boolean;
}

/** An image that left the set, or was about to. */
export interface Retirement {
  readonly entry: EntryOf<'retiring' | 'retired'>;
  readonly done: boolean;
}

/** What the entries of a journal come to. */
export interface JournalState {
  readonly begun: EntryOf<'begun'> | undefined;
  /** By change, in order. */
  readonly tries: ReadonlyMap<string, readonly Try[]>;
  /** By file, in order. */
  readonly additions: ReadonlyMap<string, Addition>;
  readonly retirements: ReadonlyMap<string, Retirement>;
  /** By change. */
  readonly held: ReadonlyMap<string, EntryOf<'held'>>;
  /** Why making images ended early, where nothing was tried since. */
  readonly stopped: EntryOf<'stopped'> | undefined;
  readonly settled: EntryOf<'settled'> | undefined;
  /** Files that were put back or taken out again, on the way back or one by one. */
  readonly undone: ReadonlySet<string>;
  readonly pruned: ReadonlySet<string>;
  readonly cannot: readonly EntryOf<'cannot'>[];
  /** Taking the run back has begun, whether or not it came to its end. */
  readonly goingBack: boolean;
  readonly rolledBack: boolean;
}

/** Folds the entries of a journal into where the work stands. */
export function journalState(entries: readonly Entry[]): JournalState {
  const tries = new Map<string, Try>();
  const additions = new Map<string, Addition>();
  const retirements = new Map<string, Retirement>();
  const held = new Map<string, EntryOf<'held'>>();
  const [undone, pruned] = [new Set<string>(), new Set<string>()];
  let begun: EntryOf<'begun'> | undefined;
  let stopped: EntryOf<'stopped'> | undefined;
  let settled: EntryOf<'settled'> | undefined;
  let cannot: EntryOf<'cannot'>[] = [];
  let [goingBack, rolledBack] = [false, false];
  const amend = (requestId: string, of: Partial<Try>) => {
    const known = tries.get(requestId);
    if (known !== undefined) tries.set(requestId, { ...known, ...of });
  };

  for (const entry of entries) {
    switch (entry.step) {
      case 'begun':
        begun ??= entry;
        break;
      case 'try':
        tries.set(entry.requestId, { asked: entry, id: undefined, made: undefined, ended: undefined });
        [settled, stopped] = [undefined, undefined];
        break;
      case 'stopped':
        stopped = entry;
        break;
      case 'started':
        amend(entry.requestId, { id: entry.id });
        break;
      case 'made':
        amend(entry.requestId, { made: entry });
        break;
      case 'ended':
        amend(entry.requestId, { ended: entry });
        break;
      case 'adding':
      case 'added':
        additions.set(entry.file, { entry, done: entry.step === 'added' });
        break;
      case 'retiring':
      case 'retired':
        retirements.set(entry.file, { entry, done: entry.step === 'retired' });
        held.delete(entry.change);
        break;
      case 'held':
        held.set(entry.change, entry);
        // It was about to leave, and somebody had changed it by then.
        if (retirements.get(entry.file)?.done === false) retirements.delete(entry.file);
        break;
      case 'settled':
        settled = entry;
        break;
      case 'put-back':
      case 'taken-out':
        // What the run made, was taken out and is put back stands as the run left it.
        if (entry.step === 'put-back' && additions.has(entry.file)) undone.delete(entry.file);
        else undone.add(entry.file);
        cannot = cannot.filter(({ file }) => file !== entry.file);
        break;
      case 'cannot':
        cannot = [...cannot.filter(({ file }) => file !== entry.file), entry];
        break;
      case 'rolling-back':
        goingBack = true;
        break;
      case 'rolled-back':
        rolledBack = true;
        break;
      case 'pruned':
        pruned.add(entry.file);
        break;
    }
  }
  const byChange = Map.groupBy(tries.values(), ({ asked }) => asked.change);
  return {
    begun,
    tries: byChange,
    additions,
    retirements,
    held,
    stopped,
    settled,
    undone,
    pruned,
    cannot,
    goingBack,
    rolledBack,
  };
}

/** The tries that have not come to an end: their images may still be made, looked at and let in. */
export function liveTries({ tries, additions }: JournalState): readonly Try[] {
  const joined = new Set([...additions.values()].filter(({ done }) => done).map(({ entry }) => entry.requestId));
  return [...tries.values()].flat().filter(({ asked, ended }) => ended === undefined && !joined.has(asked.requestId));
}

/** What a run has spent on making images for an actor, and what of it is not known yet: counted at its most. */
export function spentOnMaking({ tries }: JournalState): number {
  let usd = 0;
  for (const each of [...tries.values()].flat()) usd += each.made?.usd ?? each.ended?.usd ?? each.asked.usd;
  return usd;
}

/** The names of all images that a run has changed something about, or was about to. */
export function touchedFiles({ additions, retirements }: JournalState): ReadonlySet<string> {
  return new Set([...additions.keys(), ...retirements.keys()]);
}

/** Whether the set was changed since the manifest was last brought to it. */
export function manifestIsBehind(entries: readonly Entry[]): boolean {
  const changed = entries.findLastIndex(({ step }) => step === 'added' || step === 'retired');
  return changed > entries.findLastIndex(({ step }) => step === 'manifest-written');
}
