import * as z from 'zod';
import type { EvencastError } from '../../core/errors.ts';
import type { JudgeSignature, Verdict } from '../../core/judging/verdict.ts';
import type { JudgeAnswer } from '../../core/ports/judge.ts';
import { plainText } from '../plain-text.ts';
import { answerSchema, type RawVerdict } from './answer-schema.ts';
import { duplicateKey } from './duplicate-keys.ts';
import { judgeError, type Scene } from './failure-error.ts';

/** The parts of a chat completion that are used. Servers other than OpenAI leave out what they do not have. */
const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({ prompt_tokens: z.int().nonnegative(), completion_tokens: z.int().nonnegative() })
    .nullish()
    .catch(undefined),
});

/** A chat completion, see {@link completionSchema}. */
export type Completion = z.infer<typeof completionSchema>;

/** The body as a completion. Throws JudgeUnavailable for a web page or nothing at all, JudgeAnswerInvalid for other things. */
export function readCompletion(body: unknown, scene: Scene): Completion {
  if (typeof body === 'string' || body === undefined || body === null) {
    const what = body ? 'a page instead of an answer' : 'nothing';
    throw judgeError('JudgeUnavailable', scene, `sent ${what}; check the judge’s base URL and any proxy before it`);
  }
  const completion = completionSchema.safeParse(body);
  if (completion.success) return completion.data;
  throw judgeError(
    'JudgeAnswerInvalid',
    scene,
    'sent an answer that is no chat completion; check the judge’s base URL',
  );
}

/** Makes the error of an answer that cannot be used; see {@link judgeError} for the words. */
export type Unusable = (name: 'JudgeRefused' | 'JudgeAnswerInvalid', words: string) => EvencastError;

/**
 * The verdicts in a completion, one per label. How it ended is looked at before what it says: a truncated or filtered
 * answer can be well-formed by accident. Throws JudgeRefused or JudgeAnswerInvalid for the whole sheet; nothing is mended,
 * only over-long words are cut.
 */
export function readVerdicts(
  completion: Completion,
  labels: readonly string[],
  judge: JudgeSignature,
  unusable: Unusable,
): Omit<JudgeAnswer, 'usage'> {
  const text = finishedText(completion, unusable);
  const json = parsedJson(text, unusable);
  const twice = duplicateKey(text);
  if (twice !== undefined) {
    throw unusable('JudgeAnswerInvalid', `answered twice for “${plainText(twice, 40)}”; try again`);
  }
  const answer = answerSchema(labels).safeParse(json);
  if (!answer.success) {
    throw unusable('JudgeAnswerInvalid', `answered against the rules (${firstIssue(answer.error)}); try again`);
  }
  const { cells, analysis } = answer.data;
  return {
    verdicts: new Map(Object.values(cells).map((cell) => [cell.label, verdict(cell, judge)])),
    analysis: plainText(analysis, 2000),
  };
}

function finishedText({ choices: [choice] }: Completion, unusable: Unusable): string {
  const ending = choice?.finish_reason ?? 'none';
  if (choice?.message.refusal || ending === 'content_filter') {
    throw unusable('JudgeRefused', 'declined to judge these images; look at them or use another judge');
  }
  if (ending === 'length') {
    throw unusable('JudgeAnswerInvalid', 'sent a truncated answer; try again, or raise the judge’s maxTokens');
  }
  if (ending !== 'stop') {
    throw unusable('JudgeAnswerInvalid', `broke off its answer (${plainText(ending, 40)}); try again`);
  }
  return choice?.message.content ?? '';
}

function parsedJson(text: string, unusable: Unusable): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the answer, which is untrusted text.
    throw unusable('JudgeAnswerInvalid', 'answered with something that is not JSON; try again');
  }
}

/** The first thing wrong, by path: "cell_07.score: Too big: expected number to be <=10". */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  const path = issue?.path.filter((step) => step !== 'cells').join('.') ?? '';
  return plainText([path, issue?.message].filter(Boolean).join(': '), 160);
}

function verdict({ type, score, reason, confidence }: RawVerdict, judge: JudgeSignature): Verdict {
  return { type, score, reason: plainText(reason, 300), confidence, judge };
}
