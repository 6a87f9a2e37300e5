import type { JudgeSignature } from '../judging/verdict.ts';

/** A judge's name. */
export type JudgeName = JudgeSignature['name'];

/** How the place where a key is kept is called in front of people. */
export interface KeyWords {
  /** A sentence: "OPENAI_API_KEY is set". */
  readonly there: string;
  /** A sentence: "no OPENAI_API_KEY is set". */
  readonly missing: string;
  /** What to do where it is missing and needed. */
  readonly remedy: string;
}

/** The key in the environment of a command. */
export const OPENAI_KEY: KeyWords = {
  there: 'OPENAI_API_KEY is set',
  missing: 'no OPENAI_API_KEY is set',
  remedy: 'Set OPENAI_API_KEY, or use --judge offline.',
};

/** Which judge works, and why, in words for the person who started the run. */
export interface JudgeChoice {
  readonly name: JudgeName;
  readonly why: string;
}

/**
 * Chooses the judge: what the command asked for, else what the config says, else by which keys are there. Whether a key
 * is there is all that is looked at; the key itself never comes here.
 */
export function chooseJudge(
  asked: JudgeName | undefined,
  configured: JudgeName | 'auto',
  hasKey: boolean,
  words: KeyWords = OPENAI_KEY,
): JudgeChoice {
  if (asked !== undefined) return { name: asked, why: 'asked for by --judge' };
  if (configured !== 'auto') return { name: configured, why: 'set in the config as judge.use' };
  return hasKey
    ? { name: 'openai', why: words.there }
    : { name: 'offline', why: `${words.missing}; an estimate without a vision model, good for a first look` };
}
