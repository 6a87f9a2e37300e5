import { TYPE_NAMES } from '../image-type.ts';
import type { Change, RetireReason, Withheld } from '../plan/change.ts';
import type { Finding } from '../plan/plan.ts';

function megapixels(pixels: number): string {
  return pixels >= 1e6 ? `${(pixels / 1e6).toFixed(1)} MP` : `${Math.max(1, Math.round(pixels / 1000))} kP`;
}

/** Why an image should leave, as a sentence without a full stop; `label` gives the sheet label of another file. */
export function retireWords(reason: RetireReason, label: (file: string) => string): string {
  switch (reason.code) {
    case 'exact-copy':
      return `exact copy of ${label(reason.kept)}${keptWords(reason.keptLeaves)}`;
    case 'near-copy': {
      const size =
        reason.keptPixels === reason.pixels
          ? 'same size'
          : `${megapixels(reason.keptPixels)} against ${megapixels(reason.pixels)}`;
      const how = reason.mirrored ? 'mirrored copy' : 'near-copy';
      return `${how} of ${label(reason.kept)}, the better one (${size}; ${reason.bits} of 256 bits differ, up to ${reason.maxBits} may; greys alike to ${reason.correlation.toFixed(2)})${keptWords(reason.keptLeaves)}`;
    }
    case 'below-minimum':
      return `scores ${reason.score}, below the minimum of ${reason.minimum}`;
    case 'excess':
      return `weakest of its type, score ${reason.score}: ${reason.count} where ${reason.target} are wanted`;
  }
}

function keptWords(keptLeaves: boolean): string {
  return keptLeaves ? '; that one leaves too, for its own reason' : '';
}

/** What kept an image in place that had a reason to leave. */
export function withheldWords(because: Withheld['because']): string {
  switch (because) {
    case 'pinned':
      return 'stays: pinned';
    case 'unsure':
      return 'stays: the judge is unsure of its type, a person should look';
    case 'cap':
      return 'stays for now: the most that may leave in one run is reached';
    case 'floor':
      return 'stays for now: the set must not get smaller than its floor';
  }
}

/** A change in a few words: "retire 07 ada.jpg" or "make black-and-white, prompt 16". */
export function changeWords(change: Change): string {
  return change.kind === 'retire'
    ? `retire ${change.label} ${change.file}`
    : `make ${TYPE_NAMES[change.type]}, prompt ${change.promptNumber}`;
}

/** What a finding says. */
export const FINDING_WORDS: Readonly<Record<Finding, string>> = {
  'off-target': 'the mix of types or the size of the set is off target',
  'has-copies': 'there are copies',
  'below-minimum': 'there are images below the minimum quality',
  'target-not-reached': 'the plan does not reach the target: a limit, a pin or an unsure verdict is in the way',
  'no-references':
    'no good photograph of the actor is there to generate from: what is made will not look like the actor',
};
