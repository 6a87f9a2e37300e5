import type { MakerName } from '../ports/image-maker.ts';
import type { KeyWords } from './judge-choice.ts';

/** The token in the environment of a command. */
export const REPLICATE_TOKEN: KeyWords = {
  there: 'REPLICATE_API_TOKEN is set',
  missing: 'no REPLICATE_API_TOKEN is set',
  remedy: 'Set REPLICATE_API_TOKEN, or use --maker offline.',
};

/** Which maker works, and why, in words for the person who started the run. */
export interface MakerChoice {
  readonly name: MakerName;
  readonly why: string;
}

/**
 * Chooses who makes images: what the command asked for, else what the config says, else by which keys are there. Whether a
 * key is there is all that is looked at.
 */
export function chooseMaker(
  asked: MakerName | undefined,
  configured: MakerName | 'auto',
  hasToken: boolean,
  words: KeyWords = REPLICATE_TOKEN,
): MakerChoice {
  if (asked !== undefined) return { name: asked, why: 'asked for by --maker' };
  if (configured !== 'auto') return { name: configured, why: 'set in the config as generate.use' };
  return hasToken
    ? { name: 'replicate', why: words.there }
    : { name: 'offline', why: `${words.missing}; stand-ins made from the set’s own photographs` };
}
