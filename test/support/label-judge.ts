import { EvencastError } from '../../core/errors.ts';
import { IMAGE_TYPES } from '../../core/image-type.ts';
import { type JudgeSignature, NO_USAGE, type Usage, type Verdict } from '../../core/judging/verdict.ts';
import type { Judge, JudgeCell, JudgeQuestion } from '../../core/ports/judge.ts';
import { readPicture, readSheet, type TextPicture } from './text-codec.ts';

/** How a judge of these tests behaves; left out, it is a well-behaved one that looks at sheets of ten. */
export interface LabelJudgeOptions {
  readonly sheetCells?: number | undefined;
  readonly model?: string;
  /** Models it would rather be, before `model`. */
  readonly preferred?: readonly string[];
  /** What one question costs. */
  readonly usdPerCall?: number;
  /** An error instead of an answer; asked anew for every question. */
  readonly fails?: (question: JudgeQuestion) => EvencastError | undefined;
  /** Words about a set, from its labels. */
  readonly analysis?: (labels: readonly string[]) => string;
  /** A label that an answer leaves out. */
  readonly forgets?: string;
}

/** A judge, and the labels of every question it was asked. */
export interface LabelJudge extends Judge {
  readonly asked: readonly (readonly string[])[];
}

const signatureOf = (model: string): JudgeSignature => ({ name: 'openai', model, key: `test.${model}` });

/** What one question costs beside its dollars. */
export const TOKENS = { inputTokens: 1000, outputTokens: 100 } as const;

function fromStatistics({ facts: { statistics } }: JudgeCell): TextPicture {
  const type = IMAGE_TYPES[statistics['type'] ?? -1];
  if (type === undefined)
    throw new EvencastError('Internal', 'The facts have no statistics, and there is no sheet to look at.');
  return { type, score: statistics['score'] ?? 0, confidence: statistics['confidence'] ?? 0 };
}

/** Answers by label: what stands on the sheet under the label, or what the facts say where it needs no sheet. */
function lookAt({ cells, sheet }: JudgeQuestion): ReadonlyMap<string, TextPicture> {
  if (sheet === undefined) return new Map(cells.map((cell) => [cell.label, fromStatistics(cell)]));
  const shown = readSheet(sheet);
  const labels = cells.map(({ label }) => label).join();
  if ([...shown.keys()].join() !== labels) {
    throw new EvencastError(
      'JudgeAnswerInvalid',
      `The sheet shows ${[...shown.keys()].join()} and the question is about ${labels}.`,
    );
  }
  return new Map(
    [...shown].flatMap(([label, text]) => {
      const picture = readPicture(text);
      return picture === undefined ? [] : [[label, picture]];
    }),
  );
}

/** A judge that reads the pictures of the text codec. */
export function labelJudge(options: LabelJudgeOptions = {}): LabelJudge {
  const { model = 'labels-1', preferred = [], usdPerCall = 0.01, fails, analysis = () => '', forgets } = options;
  const sheetCells = 'sheetCells' in options ? options.sheetCells : 10;
  const asked: string[][] = [];
  const usage: Usage = { ...NO_USAGE, calls: 1, ...TOKENS, usd: usdPerCall };
  return {
    asked,
    signatures: [...preferred, model].map(signatureOf),
    sheetCells,
    readsStatistics: sheetCells === undefined,
    costCeiling: (images) => Math.ceil(images / (sheetCells ?? Number.POSITIVE_INFINITY)) * usdPerCall,
    async judge(question, { signal }) {
      signal.throwIfAborted();
      const labels = question.cells.map(({ label }) => label);
      asked.push(labels);
      const failure = fails?.(question);
      if (failure !== undefined) throw failure;
      const seen = lookAt(question);
      const verdicts = new Map<string, Verdict>();
      for (const [label, { type, score, confidence }] of seen) {
        if (label !== forgets)
          verdicts.set(label, { type, score, confidence, reason: `${type} ${score}`, judge: signatureOf(model) });
      }
      return { verdicts, analysis: analysis(labels), usage };
    },
  };
}
