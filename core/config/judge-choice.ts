import type { JudgeSignature } from '../judging/verdict.ts';

/** A judge's name. */
export type JudgeName = JudgeSignature['name'];

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
): JudgeChoice {
  if (asked !== undefined) return { name: asked, why: 'asked for by --judge' };
  if (configured !== 'auto') return { name: configured, why: 'set in the config as judge.use' };
  return hasKey
    ? { name: 'openai', why: 'OPENAI_API_KEY is set' }
    : { name: 'offline', why: 'no OPENAI_API_KEY is set; an estimate from pixel statistics, good for a first look' };
}
