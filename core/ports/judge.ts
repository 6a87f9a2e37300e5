import type { PictureFacts } from '../judging/picture-facts.ts';
import type { JudgeSignature, Usage, Verdict } from '../judging/verdict.ts';

/** One image in a question. The label is what stands under it on the sheet and the key of its answer. */
export interface JudgeCell {
  readonly label: string;
  readonly facts: PictureFacts;
}

/** A question about the images of one actor: the sheet (where the judge looks at sheets) shows exactly `cells`. */
export interface JudgeQuestion {
  readonly actor: string;
  readonly cells: readonly JudgeCell[];
  /** JPEG. Present when the judge's `sheetCells` is a number. */
  readonly sheet: Uint8Array | undefined;
}

/** Until when an answer is worth waiting for. */
export interface Patience {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970; after it the caller is gone. */
  readonly deadline: number;
}

/** An answer: exactly one verdict per cell, by label. */
export interface JudgeAnswer {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** The judge's words about the set as a whole, untrusted text, at most 2,000 characters. */
  readonly analysis: string;
  readonly usage: Usage;
}

/**
 * Looks at images and says type, quality and reason of each. An answer that misses a cell, is truncated, refused or
 * nonsense is thrown as an error for the whole question, never repaired.
 *
 * Errors: JudgeUnavailable, RateLimited, JudgeAnswerInvalid (worth another try); JudgeKeyRefused, JudgeModelUnavailable,
 * JudgeRefused, QuotaExhausted, InvalidConfig, RecordCorrupt (facts of another version), Cancelled (not). An error that cost something carries its usage.
 */
export interface Judge {
  /** Whose verdicts it would give, in order of preference: a verdict cached under any of them is as good as asking. */
  readonly signatures: readonly JudgeSignature[];
  /** How many cells a sheet for it holds at most; `undefined` when it needs no sheet. */
  readonly sheetCells: number | undefined;
  /** Whether it needs the pixel statistics among the facts. */
  readonly readsStatistics: boolean;
  /** An upper bound in USD for asking about this many images, for the budget check before asking. */
  costCeiling(images: number): number;
  judge(question: JudgeQuestion, patience: Patience): Promise<JudgeAnswer>;
}
