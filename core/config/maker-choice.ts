import type { MakerName } from '../ports/image-maker.ts';

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
): MakerChoice {
  if (asked !== undefined) return { name: asked, why: 'asked for by --maker' };
  if (configured !== 'auto') return { name: configured, why: 'set in the config as generate.use' };
  return hasToken
    ? { name: 'replicate', why: 'REPLICATE_API_TOKEN is set' }
    : { name: 'offline', why: 'no REPLICATE_API_TOKEN is set; stand-ins made from the set’s own photographs' };
}
