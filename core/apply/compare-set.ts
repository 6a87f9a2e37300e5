import type { JournalState } from '../journal/journal-state.ts';
import type { BasisImage } from '../plan/plan-hash.ts';
import { compareText } from '../plan/set-image.ts';

/** One image that is not what the plan rests on. */
export interface Difference {
  readonly file: string;
  /** `changed`: other content under the name. `gone`: no longer there. `new`: was not there when the plan was made. */
  readonly how: 'changed' | 'gone' | 'new';
}

/** An image of the set as a listing has it. */
export interface ListedImage {
  readonly file: string;
  readonly key: string;
  readonly version: string;
  readonly size: number;
}

/** What the set should consist of: file, and content as its hash; the version saves reading what has not changed. */
export interface ExpectedImage {
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly version: string | undefined;
  /** An effect was under way when the work stopped: the image may be there or not. */
  readonly maybe: boolean;
}

/** The images that a plan rests on, as this run has changed them since: what it retired is not expected, what it added is. */
export function expectedSet(basis: readonly BasisImage[], state: JournalState): readonly ExpectedImage[] {
  const images = basis
    .filter(({ file }) => state.retirements.get(file)?.done !== true)
    .map(({ file, sha256, size, version }): ExpectedImage => {
      return { file, sha256, size, version, maybe: state.retirements.has(file) };
    });
  const added = [...state.additions.values()].map(({ entry, done }): ExpectedImage => {
    const { file, sha256, size } = entry;
    return { file, sha256, size, version: undefined, maybe: !done };
  });
  return [...images, ...added.filter(({ file }) => state.retirements.get(file)?.done !== true)];
}

/**
 * Compares what should be there with what is, image by image: by version where it is the same, else by content, so that a
 * file that was only touched or copied back is no difference.
 *
 * @param hashOf the content hash of a listed image; undefined where it is gone by now.
 */
export async function compareSet(
  expected: readonly ExpectedImage[],
  listed: readonly ListedImage[],
  hashOf: (image: ListedImage) => Promise<string | undefined>,
): Promise<readonly Difference[]> {
  const there = new Map(listed.map((image) => [image.file, image]));
  const known = new Set(expected.map(({ file }) => file));
  const differences: Difference[] = [];
  for (const image of expected) {
    const found = there.get(image.file);
    if (found === undefined) {
      if (!image.maybe) differences.push({ file: image.file, how: 'gone' });
      continue;
    }
    if (found.version === image.version) continue;
    const sha256 = found.size === image.size ? await hashOf(found) : undefined;
    if (sha256 !== image.sha256) differences.push({ file: image.file, how: 'changed' });
  }
  for (const { file } of listed) if (!known.has(file)) differences.push({ file, how: 'new' });
  return differences.sort((a, b) => compareText(a.file, b.file));
}
