import { TYPE_NAMES } from '../image-type.ts';
import type { Doubt } from '../judging/doubt.ts';
import type { Change, RetireReason, Withheld } from '../plan/change.ts';
import type { Finding } from '../plan/plan.ts';
import type { Applied, LedgerEntry, Missing } from '../records/applied.ts';
import type { RunState } from '../records/report.ts';
import type { Standing } from './totals.ts';

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
    case 'unconfirmed':
      return 'stays for now: it was seen on a sheet only, and nothing leaves on a sheet’s word alone';
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

/** How an actor stands, in a word or two. */
export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  failed: 'failed',
  stale: 'stale',
  busy: 'busy',
  partly: 'in part',
  planned: 'to do',
  'rolled-back': 'taken back',
  applied: 'carried out',
  balanced: 'balanced',
};

/** What became of an actor's plan that nobody carried out, in a word or two: `planned` in a run that was decided. */
export const LEFT_ALONE = 'left alone';

/** How a run stands, as a heading. A run that is `planned` may have been a dry-run or may have had nothing to do. */
export const RUN_STATE_WORDS: Readonly<Record<RunState, string>> = {
  planned: 'Nothing was changed',
  waiting: 'Waiting for a decision: nothing is changed yet',
  rejected: 'Rejected: nothing was changed',
  expired: 'Not decided in time: nothing was changed',
  applied: 'Carried out',
  partly: 'Carried out in part',
  'rolled-back': 'Taken back',
};

/** Why an approved image stays in the set after all. */
export function heldWords(because: Applied['held'][number]['because']): string {
  switch (because) {
    case 'floor':
      return 'stays: the set must not get smaller than its floor';
    case 'target':
      return 'stays: an image that was to take its place is missing, and a set never shrinks for that';
    case 'pinned':
      return 'stays: it was pinned after the plan was made';
    case 'kept-gone':
      return 'stays: the copy that was to be kept in its place is no longer there';
    case 'changed':
      return 'stays: somebody changed the set while the run worked on it';
  }
}

/** Why an approved image is still missing. */
export const MISSING_WORDS: Readonly<Record<Missing['why'], string>> = {
  tried: 'every try came to nothing',
  budget: 'there was no money left for another try',
  stopped: 'the work ended before it',
};

/** How a set differs from what its plan rests on. */
export const DIFFERENCE_WORDS: Readonly<Record<Applied['differs'][number]['how'], string>> = {
  changed: 'another image has this name now',
  gone: 'no longer there',
  new: 'was not there when the plan was made',
};

/** Where the manifest said something else than the folder. The folder counts. */
export const RECONCILED_WORDS: Readonly<Record<Applied['reconciled'][number]['how'], string>> = {
  'not-in-manifest': 'was in the folder but not in the manifest; it was entered',
  'not-in-folder': 'was in the manifest but not in the folder; it was struck out',
  'other-content': 'was another image than the manifest said; the entry was made anew',
};

/** How a try to make an image ended. */
export const TRY_WORDS: Readonly<Record<LedgerEntry['outcome'], string>> = {
  added: 'joined the set',
  'under way': 'not known yet, counted at its most',
  failed: 'failed',
  refused: 'refused, this prompt is not sent again',
  rejected: 'made, but not fit for the set',
};

/** What a stand-in is, for whoever sees one. */
export const STAND_IN_WORDS =
  'The offline maker derives images from the actor’s own photographs, by rules alone. They stand in for generated ones so that everything can be tried without a key; file names and manifest say so too.';

/** Why a verdict is not acted on, in a few words. */
export const DOUBT_WORDS: Readonly<Record<Doubt, string>> = {
  'low-confidence': 'the judge is not sure',
  'looks-differ': 'seen alone it was judged otherwise than on the sheet',
  'colour-measured': 'called black-and-white, but it has colours',
  'twin-differs': 'a copy of it was judged otherwise',
  'not-confirmed': 'no usable answer came when it was to be looked at alone',
  'no-verdict': 'no usable answer came about it',
};
