import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { TaskWorld } from './task-world.ts';
import { readPicture } from './text-codec.ts';

/** What a person does to a set while runs are at work on it. */
export interface Mischief {
  /** Before which change of the run, from 1. */
  readonly at: number;
  readonly what: 'replace' | 'rename' | 'delete' | 'add' | 'pin' | 'note' | 'no manifest';
  /** Which image, counted round. */
  readonly which: number;
}

interface Watched {
  /** Retiring never leaves fewer. */
  readonly floor: number;
  readonly mischief: readonly Mischief[];
}

/**
 * A world whose store is watched. After every change that a run makes to a set or to the retired images: every image that
 * lay in a set and was not destroyed by a person still lies in the set or among the retired ones; what a person put into
 * the set is where it was put; and the set has not been taken below its floor.
 */
export class WatchedWorld {
  readonly world: TaskWorld;
  /** What must never happen, and did: tasks record what is thrown at them, so it is kept here. */
  readonly broken: string[] = [];
  /** Whether a run takes itself back at the moment: it takes out what it made, whatever the floor. */
  goingBack = false;
  readonly #raw: TaskWorld;
  readonly #watched: Watched;
  readonly #owed = new Set<string>();
  readonly #persons = new Map<string, string>();
  #removedByPerson = 0;
  #touched = false;
  #changes = 0;
  #made = 0;

  constructor(raw: TaskWorld, watched: Watched) {
    this.#raw = raw;
    this.#watched = watched;
    const { store } = raw;
    const changing = async <T>(keys: readonly string[], change: () => Promise<T>): Promise<T> => {
      this.#changes++;
      for (const each of watched.mischief) if (each.at === this.#changes) await this.#do(each);
      // A plan is about what is there when it is made: an image that a person put there before is like any other to it.
      if (keys.some((key) => key.endsWith('/plan.json'))) this.#persons.clear();
      const before = await this.#images();
      const done = await change();
      if (keys.some((key) => this.#isImage(key))) await this.#look(before);
      return done;
    };
    const watching: ObjectStore = {
      ...store,
      put: (key, ...rest) => changing([key], () => store.put(key, ...rest)),
      move: (from, to, ...rest) => changing([from, to], () => store.move(from, to, ...rest)),
      delete: (key, ...rest) => changing([key], () => store.delete(key, ...rest)),
    };
    this.world = { ...raw, store: watching };
  }

  /** Takes what lies in the set now as owed: it must never be lost. */
  async owe(): Promise<void> {
    for (const text of (await this.#images()).values()) this.#owed.add(text);
  }

  /** Whether a person has changed anything about the images. */
  get touched(): boolean {
    return this.#touched;
  }

  /** What a person put into the set, by file. */
  get persons(): ReadonlyMap<string, string> {
    return this.#persons;
  }

  /** A new run plans with what is there: a person's images are like any others to it. */
  forgetPersons(): void {
    this.#persons.clear();
    this.#removedByPerson = 0;
    this.#touched = false;
  }

  #isImage(key: string): boolean {
    const { layout } = this.#raw;
    return key.startsWith(layout.images('ada')) || key.startsWith(layout.retiredRuns);
  }

  async #images(): Promise<ReadonlyMap<string, string>> {
    return this.#textsBelow(this.#raw.layout.images('ada'));
  }

  async #textsBelow(prefix: string): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    for await (const { key } of this.#raw.store.list(prefix))
      texts.set(key.slice(prefix.length), new TextDecoder().decode((await this.#raw.store.get(key)).body));
    return texts;
  }

  async #look(before: ReadonlyMap<string, string>): Promise<void> {
    const images = await this.#images();
    for (const text of images.values()) this.#owed.add(text);
    const retired = await this.#textsBelow(this.#raw.layout.retiredRuns);
    const there = new Set([...images.values(), ...retired.values()]);
    for (const text of this.#owed) if (!there.has(text)) this.broken.push(`lost: ${text}`);
    for (const [file, text] of this.#persons)
      if (images.get(file) !== text) this.broken.push(`a person's image was touched: ${file}`);
    const readable = [...images.values()].filter((text) => readPicture(text) !== undefined).length;
    const isFewer = images.size < before.size;
    if (isFewer && !this.goingBack && readable + this.#removedByPerson < this.#watched.floor)
      this.broken.push(`below the floor of ${this.#watched.floor}: ${[...images.keys()]}`);
  }

  /** Whatever a person destroys is theirs to destroy. */
  async #destroy(file: string, text: string): Promise<void> {
    const elsewhere = [...(await this.#images())].some(([other, each]) => other !== file && each === text);
    if (!elsewhere) this.#owed.delete(text);
    this.#persons.delete(file);
    this.#removedByPerson++;
    this.#touched = true;
  }

  async #put(file: string, text: string): Promise<void> {
    await this.#raw.store.put(this.#raw.layout.image('ada', file), text);
    this.#persons.set(file, text);
    this.#touched = true;
    this.#owed.add(text);
  }

  async #do({ what, which }: Mischief): Promise<void> {
    const { store, layout } = this.#raw;
    const images = [...(await this.#images())];
    const [file, text] = images[which % Math.max(1, images.length)] ?? [];
    const fresh = `photorealistic 6 .9 a person's ${++this.#made}`;
    if (what === 'add') return this.#put(`person-${this.#made}.png`, fresh);
    if (what === 'pin' || what === 'note' || what === 'no manifest') return this.#editManifest(what, file);
    if (file === undefined || text === undefined) return;
    await this.#destroy(file, text);
    await store.delete(layout.image('ada', file));
    if (what === 'replace') await this.#put(file, fresh);
    if (what === 'rename') await this.#put(`renamed-${this.#made}.png`, text);
  }

  async #editManifest(what: 'pin' | 'note' | 'no manifest', file: string | undefined): Promise<void> {
    const { store, layout } = this.#raw;
    const key = layout.manifest('ada');
    if (what === 'no manifest') return store.delete(key);
    const found = [...(await this.#textsBelow(key)).values()][0];
    if (found === undefined) return;
    const manifest = JSON.parse(found) as { images: { file: string }[] };
    const edited = manifest.images.map((image) =>
      image.file === file ? { ...image, ...(what === 'pin' ? { pinned: true } : { note: 'mine' }) } : image,
    );
    await store.put(key, JSON.stringify({ ...manifest, images: edited }));
  }
}
