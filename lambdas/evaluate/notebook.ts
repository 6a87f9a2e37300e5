import { inFlight } from '../../core/in-flight.ts';
import { type Looks, reconciled } from '../../core/judging/looks.ts';
import type { LookKind } from '../../core/judging/protocol.ts';
import type { Verdict } from '../../core/judging/verdict.ts';
import type { RememberedVerdict, VerdictMemory } from '../../core/judging/verdict-memory.ts';
import type { InspectedImage } from '../../core/records/inspection.ts';

/** Remembered verdicts looked up at a time. */
const LOOKUPS_IN_FLIGHT = 8;

/** What was said of an image's content, and the words about the sheet that it was part of. */
export type Said = Omit<RememberedVerdict, 'schema' | 'run'>;

/** What was asked and what came of it, in this try. */
export interface Tally {
  sheets: number;
  sheetsVoided: number;
  canariesShown: number;
  canariesMissed: number;
  alone: number;
  aloneUnusable: number;
  readonly notes: Set<string>;
}

/**
 * What has been said of the images of a set, in earlier runs and in this one, by their content: the same content under two
 * names is one image here. Every answer is remembered as it comes, so that after a failure only the rest is asked about.
 */
export class Notebook {
  readonly tally: Tally = {
    sheets: 0,
    sheetsVoided: 0,
    canariesShown: 0,
    canariesMissed: 0,
    alone: 0,
    aloneUnusable: 0,
    notes: new Set(),
  };
  /** Words about the set. */
  readonly analyses = new Set<string>();
  /** Contents about which no usable answer came, with the last error. */
  readonly unanswered = new Map<string, unknown>();
  readonly #memory: VerdictMemory;
  readonly #said = new Map<string, Said>();

  constructor(memory: VerdictMemory) {
    this.#memory = memory;
  }

  /** Recalls what is remembered. @returns how many of the images it knows. */
  async recall(images: readonly InspectedImage[]): Promise<number> {
    let known = 0;
    for await (const { image, found } of inFlight(images, LOOKUPS_IN_FLIGHT, async (each) => ({
      image: each,
      found: await this.#memory.recall(each.sha256),
    }))) {
      if (found === undefined) continue;
      known++;
      this.#said.set(image.sha256, found);
      // Words about a sheet are worth repeating only while its labels still name the same images.
      if (found.label === image.label && found.analysis !== '') this.analyses.add(found.analysis);
    }
    return known;
  }

  said(sha256: string): Said | undefined {
    return this.#said.get(sha256);
  }

  /** One image of each content that nothing was said of. */
  missing(images: readonly InspectedImage[]): readonly InspectedImage[] {
    return [...new Map(images.map((image) => [image.sha256, image] as const).reverse()).values()]
      .reverse()
      .filter(({ sha256 }) => !this.#said.has(sha256));
  }

  /** Notes and remembers a look at an image; without a kind, the word of a judge that looks at no pictures. */
  async note(image: InspectedImage, kind: LookKind | undefined, verdict: Verdict, analysis: string): Promise<void> {
    const before = this.#said.get(image.sha256);
    const looks: Looks = kind === undefined ? {} : { ...before?.looks, [kind]: verdict };
    const words = analysis === '' ? (before?.analysis ?? '') : analysis;
    const said: Said = { verdict: reconciled(looks) ?? verdict, looks, label: image.label, analysis: words };
    this.#said.set(image.sha256, said);
    this.unanswered.delete(image.sha256);
    if (analysis !== '') this.analyses.add(analysis);
    await this.#memory.remember(image.sha256, said);
  }
}
