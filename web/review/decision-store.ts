import type { DecisionLog, DecisionsSaved, DeskDecision, LogEntry } from '../../core/desk/contract/decisions.ts';
import type { Moved, Refusal, RefusalName } from '../../core/desk/contract/refusal.ts';
import { type LastWords, lastWords, type Said } from '../../core/desk/rules/last-words.ts';
import { type Entered, type UndoState, undoState } from '../../core/desk/rules/undo.ts';
import { runPath } from '../server/queries.ts';
import { newKey, Refused, read, write } from '../server/request.ts';
import { afterSaved, FIRST_OWN_SEQUENCE, type Pending, pendingUndo, wholeLog } from './decision-log.ts';
import { type KeptQueue, keptQueue } from './kept-queue.ts';

/** The decisions of a run as the page shows them. */
export interface Decisions {
  /** Whether the log has been read at all. */
  readonly ready: boolean;
  readonly planHash: string;
  /** Place of the last entry that the server told of. */
  readonly sequence: number;
  readonly log: readonly Entered[];
  readonly words: LastWords;
  readonly stacks: UndoState;
  /** Decisions that are not on the server yet. */
  readonly unsaved: number;
  /** Whether sending them failed at least once. */
  readonly failing: boolean;
  /** What the server would not take, in its words; gone with the next one that it takes. */
  readonly refusal: Refusal | null;
  /** Items whose picture changed since the plan was made, as the server found while saving. */
  readonly moved: readonly Moved[];
}

/** Decisions in one write at most; the server takes no more. */
const MOST_AT_ONCE = 1000;
const LONGEST_WAIT_MS = 30_000;
/** Refusals that are about who asks or when, not about what was decided: it is kept and sent again. */
const PASSING: readonly RefusalName[] = ['SessionEnded', 'WrongOrigin', 'WrongHost', 'Busy'];

/**
 * Decisions about one run: shown at once, sent one after the other, kept over a reload until the server has them. The log on
 * the server is the truth; what is on its way stands behind it.
 */
export class DecisionStore {
  readonly run: string;
  readonly #by: string;
  readonly #kept: KeptQueue;
  readonly #listeners = new Set<() => void>();
  readonly #channel: BroadcastChannel;
  #saved: readonly LogEntry[] = [];
  #pending: readonly Pending[];
  #own = FIRST_OWN_SEQUENCE;
  #sending = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #snapshot: Decisions;

  constructor(run: string, planHash: string, by: string) {
    this.run = run;
    this.#by = by;
    this.#kept = keptQueue(run, planHash);
    this.#pending = this.#kept.load();
    this.#own = Math.max(FIRST_OWN_SEQUENCE, ...this.#pending.map(({ sequence }) => sequence + 1));
    this.#snapshot = this.#made({ ready: false, planHash, refusal: null, moved: [], sequence: 0 });
    this.#channel = new BroadcastChannel(`evencast-decisions/${run}`);
    this.#channel.onmessage = () => void this.refresh();
    window.addEventListener('online', () => this.retry());
    void this.refresh().then(() => this.#send());
  }

  /** What is decided now; another object after every change. */
  readonly snapshot = (): Decisions => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Decides, at once here and as soon as it can be there. */
  decide(decisions: readonly DeskDecision[], said: readonly Said[]): void {
    for (let at = 0; at < decisions.length; at += MOST_AT_ONCE) {
      const part = decisions.slice(at, at + MOST_AT_ONCE);
      const own = { key: newKey(), at: new Date().toISOString(), sequence: this.#own++ };
      this.#add({ ...own, said: said.slice(at, at + MOST_AT_ONCE), what: { kind: 'decide', decisions: part } });
    }
  }

  /** Writes another prompt for a picture to be made; null for the plan's again. The server checks it. */
  editPrompt(actor: string, change: string, prompt: string | null): void {
    const own = { key: newKey(), at: new Date().toISOString(), sequence: this.#own++ };
    const said = [{ actor, change, carryOut: null, prompt }];
    this.#add({ ...own, said, what: { kind: 'prompt', actor, change, prompt } });
  }

  /** Takes the last entry back, or the last undo; answers what was said by that, undefined where there is nothing to. */
  takeBack(which: 'undo' | 'redo'): readonly Said[] | undefined {
    const sequence = this.#snapshot.stacks[which];
    if (sequence === null) return undefined;
    const undo = pendingUndo(this.#snapshot.log, sequence, newKey(), new Date().toISOString(), this.#own++);
    this.#add(undo);
    return undo.said;
  }

  /** Reads what others have decided. */
  async refresh(): Promise<void> {
    try {
      const after = this.#saved.at(-1)?.sequence ?? 0;
      const log = await read<DecisionLog>(runPath(this.run, `/decisions?after=${after}`));
      const fresh = log.entries.filter(({ sequence }) => sequence > (this.#saved.at(-1)?.sequence ?? 0));
      this.#saved = [...this.#saved, ...fresh];
      for (const { key, sequence } of fresh) this.#hasArrived(key, sequence);
      this.#change({ ready: true, sequence: Math.max(log.sequence, this.#snapshot.sequence) });
    } catch {
      // It is asked again soon; what is on the page stays.
    }
  }

  /** Something that was sent is in the log although its answer was lost, or is still to come: it is not there twice. */
  #hasArrived(key: string | null, sequence: number): void {
    const sent = this.#pending.find((each) => each.key === key);
    if (sent === undefined) return;
    this.#pending = afterSaved(this.#pending, sent, sequence);
    this.#kept.save(this.#pending);
    this.#failures = 0;
  }

  /** Sends at once what waits. */
  retry(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#send();
  }

  #add(pending: Pending): void {
    this.#pending = [...this.#pending, pending];
    this.#kept.save(this.#pending);
    this.#change({});
    if (this.#timer === undefined) void this.#send();
  }

  async #send(): Promise<void> {
    const next = this.#pending[0];
    if (this.#sending || next === undefined) return;
    this.#sending = true;
    try {
      const { planHash } = this.#snapshot;
      const path = runPath(this.run, '/decisions');
      const saved = await write<DecisionsSaved>(path, { method: 'PUT', body: next.what, planHash, key: next.key });
      await this.#isSaved(next, saved);
    } catch (error) {
      this.#hasFailed(next, error);
    } finally {
      this.#sending = false;
    }
    if (this.#timer === undefined) await this.#send();
  }

  async #isSaved(sent: Pending, { sequence, entry, moved }: DecisionsSaved): Promise<void> {
    const last = this.#saved.at(-1)?.sequence ?? 0;
    if (sequence === last + 1) this.#saved = [...this.#saved, entry];
    else if (sequence > last) await this.refresh();
    this.#hasArrived(sent.key, sequence);
    this.#failures = 0;
    this.#change({
      refusal: null,
      sequence: Math.max(sequence, this.#snapshot.sequence),
      moved: [...this.#snapshot.moved, ...moved],
    });
    this.#channel.postMessage(sequence);
  }

  #hasFailed(sent: Pending, error: unknown): void {
    const isFinal = error instanceof Refused && error.status < 500 && !PASSING.includes(error.refusal.error);
    if (isFinal) {
      this.#pending = this.#pending.filter(({ key }) => key !== sent.key);
      this.#kept.save(this.#pending);
      const { refusal } = error;
      this.#change({ refusal, moved: [...this.#snapshot.moved, ...(refusal.moved ?? [])] });
      return;
    }
    const refusal = error instanceof Refused ? error.refusal : null;
    const wait = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** this.#failures++);
    this.#timer = setTimeout(() => this.retry(), wait);
    this.#change({ refusal });
  }

  #change(change: Partial<Decisions>): void {
    this.#snapshot = this.#made({ ...this.#snapshot, ...change });
    for (const listener of this.#listeners) listener();
  }

  #made(from: Pick<Decisions, 'ready' | 'planHash' | 'refusal' | 'moved' | 'sequence'>): Decisions {
    const log = wholeLog(this.#saved, this.#pending, this.#by);
    const { ready, planHash, refusal, moved, sequence } = from;
    const unsaved = this.#pending.reduce((sum, { said }) => sum + Math.max(1, said.length), 0);
    const failing = this.#failures > 0;
    const stacks = undoState(log, this.#by);
    return { ready, planHash, refusal, moved, sequence, log, words: lastWords(log), stacks, unsaved, failing };
  }
}
