import { EvencastError } from '../../core/errors.ts';
import { IMAGE_TYPES } from '../../core/image-type.ts';
import type { LookKind, Protocol } from '../../core/judging/protocol.ts';
import { type JudgeSignature, NO_USAGE, type Usage, type Verdict } from '../../core/judging/verdict.ts';
import type { Judge, JudgeCell, JudgeQuestion } from '../../core/ports/judge.ts';
import { readPicture, readSheet, type TextPicture } from './text-codec.ts';

/** How a judge of these tests behaves; left out, it is a well-behaved one that looks at sheets of ten. */
export interface LabelJudgeOptions {
  readonly sheetCells?: number | undefined;
  /** How it is asked where it looks at pictures; `composite` when left out. */
  readonly protocol?: Protocol;
  readonly model?: string;
  /** Models it would rather be, before `model`. */
  readonly preferred?: readonly string[];
  /** What one question costs. */
  readonly usdPerCall?: number;
  /** An error instead of an answer; asked anew for every question. */
  readonly fails?: (question: JudgeQuestion, shown: readonly string[]) => EvencastError | undefined;
  /** Words about a set, from what it shows. */
  readonly analysis?: (shown: readonly string[]) => string;
  /** What it takes a picture for: an image of the set, or a canary, seen as a cell or alone. */
  readonly sees?: (picture: ShownPicture, look: LookKind) => TextPicture;
}

/** A picture as it is shown. */
export type ShownPicture = NonNullable<ReturnType<typeof readPicture>>;

/** A judge, and what every question was about: what the images show, the canary left out. */
export interface LabelJudge extends Judge {
  readonly asked: readonly (readonly string[])[];
  /** How each of them was shown. */
  readonly looks: readonly (LookKind | undefined)[];
}

const signatureOf = (model: string, protocol: Protocol): JudgeSignature => ({
  name: 'openai',
  model,
  key: `test.${model}.${protocol.replace('+', '-')}`,
});

/** Images to a question where each is shown alone. */
const VIEWS = 5;

/** What one question costs beside its dollars. */
export const TOKENS = { inputTokens: 1000, outputTokens: 100 } as const;

function fromStatistics({ label, facts: { statistics } }: JudgeCell): ShownPicture {
  const type = IMAGE_TYPES[statistics['type'] ?? -1];
  if (type === undefined)
    throw new EvencastError('Internal', 'The facts have no statistics, and there is no picture to look at.');
  return { type, score: statistics['score'] ?? 0, confidence: statistics['confidence'] ?? 0, shows: label };
}

/** What is shown under each label: on the sheet, alone, or, to a judge that looks at no pictures, in the facts. */
function lookAt({ cells, sheet, views }: JudgeQuestion): ReadonlyMap<string, ShownPicture> {
  if (views !== undefined) return pictures(cells.map(({ label }, index) => [label, decoded(views[index])]));
  if (sheet === undefined) return new Map(cells.map((cell) => [cell.label, fromStatistics(cell)]));
  const shown = readSheet(sheet);
  const labels = cells.map(({ label }) => label).join();
  if ([...shown.keys()].join() !== labels) {
    throw new EvencastError(
      'Internal',
      `The sheet shows ${[...shown.keys()].join()}, the question is about ${labels}.`,
    );
  }
  return pictures([...shown]);
}

function pictures(shown: readonly (readonly [string, string])[]): ReadonlyMap<string, ShownPicture> {
  return new Map(
    shown.flatMap(([label, text]) => {
      const picture = readPicture(text);
      return picture === undefined ? [] : [[label, picture] as const];
    }),
  );
}

function decoded(view: Uint8Array | undefined): string {
  return new TextDecoder().decode(view);
}

function lookOf({ sheet, views }: JudgeQuestion): LookKind | undefined {
  return views !== undefined ? 'image' : sheet === undefined ? undefined : 'sheet';
}

/** A judge that reads the pictures of the text codec. */
export function labelJudge(options: LabelJudgeOptions = {}): LabelJudge {
  const { model = 'labels-1', preferred = [], usdPerCall = 0.01, fails, analysis = () => '', sees } = options;
  const sheetCells = 'sheetCells' in options ? options.sheetCells : 10;
  const { protocol = 'composite' } = options;
  const manner = { protocol, promptHash: 'as-in-tests', viewsPerQuestion: VIEWS };
  const asked: string[][] = [];
  const looks: (LookKind | undefined)[] = [];
  const usage: Usage = { ...NO_USAGE, calls: 1, ...TOKENS, usd: usdPerCall };
  const judge = signatureOf(model, protocol);
  return {
    asked,
    looks,
    signatures: [...preferred, model].map((each) => signatureOf(each, protocol)),
    ...(sheetCells === undefined ? {} : { manner }),
    sheetCells: protocol === 'image' ? undefined : sheetCells,
    readsStatistics: sheetCells === undefined,
    costCeiling: (images, look = protocol === 'image' ? 'image' : 'sheet') => {
      const most = look === 'image' ? VIEWS : (sheetCells ?? Number.POSITIVE_INFINITY) - 1;
      return Math.ceil(images / most) * usdPerCall;
    },
    async judge(question, { signal }) {
      signal.throwIfAborted();
      const shown = lookAt(question);
      const look = lookOf(question);
      asked.push([...shown.values()].map(({ shows }) => shows).filter((shows) => !shows.startsWith('canary ')));
      looks.push(look);
      const failure = fails?.(question, asked.at(-1) ?? []);
      if (failure !== undefined) throw failure;
      const verdicts = new Map<string, Verdict>();
      for (const [label, picture] of shown) {
        const { type, score, confidence } = look === undefined ? picture : (sees?.(picture, look) ?? picture);
        verdicts.set(label, { type, score, confidence, reason: `${type} ${score}`, judge });
      }
      return { verdicts, analysis: look === 'image' ? '' : analysis(asked.at(-1) ?? []), usage };
    },
  };
}
