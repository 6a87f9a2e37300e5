import type { DeskChange } from '../../../core/desk/contract/changes.ts';
import { TYPE_WORDS } from '../../parts/words.ts';

/** A number of a reason beside its limit. */
export interface Measure {
  readonly what: string;
  readonly value: string;
  readonly limit: string;
}

const megapixels = (pixels: number) =>
  pixels >= 1e6 ? `${(pixels / 1e6).toFixed(1)} MP` : `${Math.max(1, Math.round(pixels / 1000))} kP`;

/** The rule in one sentence, before the name of the picture that stays in its place where there is one. */
export function ruleWords({ change }: DeskChange): string {
  const type = TYPE_WORDS[change.type];
  if (change.kind === 'generate')
    return `Make a ${type} picture: the set would have ${change.reason.count} and should have ${change.reason.target}.`;
  const { reason } = change;
  switch (reason.code) {
    case 'exact-copy':
      return `Retire: the very same picture is in the set twice. ${otherWords(reason.keptLeaves)}:`;
    case 'near-copy':
      return `Retire: it is ${reason.mirrored ? 'a mirrored' : 'nearly a'} copy, and the other is the better one. ${otherWords(reason.keptLeaves)}:`;
    case 'below-minimum':
      return `Retire: its score is below the minimum of ${reason.minimum}.`;
    case 'excess':
      return `Retire: the weakest ${type} picture, and there are too many.`;
  }
}

/** What becomes of the other copy. */
function otherWords(leavesToo: boolean): string {
  return leavesToo ? 'The plan would retire that one too, for a reason of its own' : 'This one stays';
}

/** The numbers of a reason with their limits. */
export function measuresOf({ change }: DeskChange): readonly Measure[] {
  if (change.kind === 'generate') {
    const { count, target } = change.reason;
    return [
      { what: `${TYPE_WORDS[change.type]} after retiring`, value: `${count}`, limit: `target ${target}` },
      { what: 'about', value: `$${change.usd.toFixed(2)}`, limit: '' },
    ];
  }
  const { reason } = change;
  switch (reason.code) {
    case 'exact-copy':
      return [{ what: 'bytes', value: 'identical', limit: '' }];
    case 'near-copy':
      return [
        { what: 'bits that differ', value: `${reason.bits} of 256`, limit: `up to ${reason.maxBits} may` },
        { what: 'greys alike to', value: reason.correlation.toFixed(2), limit: '1 is the same' },
        { what: 'resolution', value: megapixels(reason.pixels), limit: `the other ${megapixels(reason.keptPixels)}` },
      ];
    case 'below-minimum':
      return [{ what: 'score', value: `${reason.score}`, limit: `minimum ${reason.minimum}` }];
    case 'excess':
      return [
        { what: 'score', value: `${reason.score}`, limit: 'the lowest of its type leave' },
        { what: 'of its type', value: `${reason.count}`, limit: `target ${reason.target}` },
      ];
  }
}

/** "fairly sure, 0.74". */
export function confidenceWords(confidence: number, unsure: boolean): string {
  const word = unsure ? 'unsure' : confidence >= 0.9 ? 'sure' : confidence >= 0.7 ? 'fairly sure' : 'not very sure';
  return `${word}, ${confidence.toFixed(2)}`;
}
