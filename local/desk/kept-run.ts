import { randomUUID } from 'node:crypto';
import { approvedItemsSchema } from '../../core/approval/approved-items.ts';
import { readApproval } from '../../core/approval/decide.ts';
import type { ProgressEvent } from '../../core/desk/contract/progress.ts';
import { approvedPictures } from '../../core/desk/read/approved-pictures.ts';
import { type DeskMemory, notePicture } from '../../core/desk/read/desk-memory.ts';
import { readJournal } from '../../core/journal/journal-log.ts';
import { journalState } from '../../core/journal/journal-state.ts';
import type { KeptRun } from '../../core/ports/run-keeper.ts';
import { actorResultSchema } from '../../core/records/actor-result.ts';
import { parseRecord } from '../../core/records/record-text.ts';
import type { StepEvent, World } from '../machine/handlers.ts';

/** Events that are kept; a page that comes later than that sees the newest ones. */
const MAX_EVENTS = 20_000;

type Told = Omit<ProgressEvent, 'sequence' | 'at'>;

/** A run that is under way here, as it is followed: what its steps tell, with what their records add. */
export class FollowedRun implements KeptRun {
  readonly epoch = randomUUID();
  readonly isFollowed = true;
  readonly events: ProgressEvent[] = [];
  doing: KeptRun['doing'];
  begunAt: number;
  actors: number | undefined;
  through = 0;
  spentUsd = 0;
  pictures: KeptRun['pictures'];
  problem: string | undefined;
  wasStopped = false;
  readonly #run: string;
  readonly #world: World;
  readonly #memory: DeskMemory;
  readonly #seen = new Set<string>();
  /** What was told is written down in the order in which it was told, though records are read in between. */
  #last: Promise<void> = Promise.resolve();
  #sequence = 0;
  readonly #failed = new Map<string, string>();

  constructor(run: string, world: World, memory: DeskMemory, doing: KeptRun['doing']) {
    this.#run = run;
    this.#world = world;
    this.#memory = memory;
    this.doing = doing;
    this.begunAt = world.clock.now();
  }

  /** Hears of a step. */
  tell(event: StepEvent): void {
    this.#last = this.#last.then(() => this.#hear(event)).catch(() => undefined);
  }

  /** Resolves when everything that was told is written down. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async #hear({ actor, step, phase, message }: StepEvent): Promise<void> {
    if (phase === 'image') return;
    if (phase === 'started') {
      if (step === 'generate') await this.#beginApplying();
      if (step === 'record-failure') this.#failed.set(actor, message ?? 'It failed for a reason that is not known.');
      return;
    }
    const plain = { actor, message: null, picture: null };
    if (step === 'composite') this.#add({ ...plain, what: 'looked' });
    else if (step === 'evaluate') this.#add({ ...plain, what: 'judged' });
    else if (step === 'plan') {
      await this.#pay(actor, 'planned');
      this.#through({ ...plain, what: 'planned' });
    } else if (step === 'generate' || step === 'retire') await this.#changes(actor);
    else if (step === 'settle') {
      await this.#pay(actor, 'applied');
      this.#through({ ...plain, what: 'settled' });
    } else if (step === 'roll-back') this.#through({ ...plain, what: 'rolled-back' });
    else if (step === 'record-failure')
      this.#through({ ...plain, what: 'failed', message: this.#failed.get(actor) ?? null });
  }

  /** A run that needed no approval goes from planning to applying by itself. */
  async #beginApplying(): Promise<void> {
    if (this.doing === 'planning') {
      this.doing = 'applying';
      this.through = 0;
      this.begunAt = this.#world.clock.now();
      this.actors = undefined;
    }
    if (this.#seen.has('items')) return;
    this.#seen.add('items');
    const { store, layout } = this.#world;
    const key = layout.run(this.#run, 'approved.json');
    const items = parseRecord(approvedItemsSchema, (await store.get(key)).body, key);
    this.actors = items.length;
    const { generate, retire } = await approvedPictures(this.#world, this.#run, items);
    this.pictures = { generate: { done: 0, total: generate }, retire: { done: 0, total: retire } };
  }

  /** The images that joined and left, each told of once. */
  async #changes(actor: string): Promise<void> {
    const { store, layout, maker } = this.#world;
    const { additions, retirements } = journalState(await readJournal({ store, layout }, this.#run, actor));
    for (const [file, { entry, done }] of additions) {
      const { sha256, type, score } = entry;
      if (!done || !this.#isNews('added', actor, file)) continue;
      notePicture(this.#memory, sha256, layout.image(actor, file));
      const picture = { actor, file, sha256, type, score, standIn: maker.standIn };
      this.#add({ actor, what: 'added', message: null, picture });
      this.#count('generate');
    }
    for (const [file, { entry, done }] of retirements) {
      if (!done || !this.#isNews('retired', actor, file)) continue;
      notePicture(this.#memory, entry.sha256, layout.retired(this.#run, actor, file));
      this.#add({ actor, what: 'retired', message: file, picture: null });
      this.#count('retire');
    }
  }

  #count(what: 'generate' | 'retire'): void {
    if (this.pictures === undefined) return;
    const { done, total } = this.pictures[what];
    this.pictures = { ...this.pictures, [what]: { done: Math.min(done + 1, total), total } };
  }

  #isNews(...what: readonly string[]): boolean {
    const name = JSON.stringify(what);
    if (this.#seen.has(name)) return false;
    this.#seen.add(name);
    return true;
  }

  async #pay(actor: string, which: 'planned' | 'applied'): Promise<void> {
    const { store, layout } = this.#world;
    const key = layout.runActor(this.#run, actor, 'result.json');
    const result = parseRecord(actorResultSchema, (await store.get(key)).body, key);
    if (result.status === 'failed') return;
    this.spentUsd += which === 'planned' ? result.usage.usd : (result.applied?.usd ?? 0);
  }

  #through(told: Told): void {
    this.through += 1;
    this.#add(told);
  }

  #add(told: Told): void {
    this.#sequence += 1;
    this.events.push({ ...told, sequence: this.#sequence, at: new Date(this.#world.clock.now()).toISOString() });
    if (this.events.length > MAX_EVENTS) this.events.shift();
  }
}

/** What going on with a run means: carrying out what was approved, or planning on. */
export async function resumedAs(world: Pick<World, 'store' | 'layout'>, run: string): Promise<KeptRun['doing']> {
  return (await readApproval(world, run)) === undefined ? 'planning' : 'applying';
}
