import { isEvencastError } from '../errors.ts';
import type { Judge, JudgeAnswer, JudgeQuestion, Patience } from '../ports/judge.ts';
import type { Usage } from './verdict.ts';

/** A judge whose costs are written down. */
export interface PayingJudge {
  readonly judge: Judge;
  /** Writes down what an answer cost, useful or not. */
  readonly paid: (usage: Usage) => Promise<unknown>;
}

/** Asks, and has the cost written down before anything else can go wrong. */
export async function askAndPay(
  question: JudgeQuestion,
  { judge, paid }: PayingJudge,
  patience: Patience,
): Promise<JudgeAnswer> {
  try {
    const answer = await judge.judge(question, patience);
    await paid(answer.usage);
    return answer;
  } catch (error) {
    if (isEvencastError(error) && error.usage !== undefined) await paid(error.usage);
    throw error;
  }
}
