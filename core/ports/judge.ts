import type { PictureFacts } from '../judging/picture-facts.ts';
import type { LookKind, Protocol } from '../judging/protocol.ts';
import type { JudgeSignature, Usage, Verdict } from '../judging/verdict.ts';

/** One image in a question. The label is what stands under it on the sheet and the key of its answer. */
export interface JudgeCell {
  readonly label: string;
  readonly facts: PictureFacts;
}

/**
 * A question about the images of one actor. A judge that looks at pictures gets either a sheet that shows exactly `cells`, or
 * a view of each of them; any other judge gets neither.
 */
export interface JudgeQuestion {
  readonly actor: string;
  readonly cells: readonly JudgeCell[];
  /** JPEG. */
  readonly sheet: Uint8Array | undefined;
  /** JPEGs, one per cell in the order of `cells`. */
  readonly views?: readonly Uint8Array[] | undefined;
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

/** How a judge that looks at pictures is asked. */
export interface Manner {
  readonly protocol: Protocol;
  /** Of everything it is told beside the pictures: changes with the words, the schema and the temperature. */
  readonly promptHash: string;
  /** Most images that it is shown one by one in a single question. */
  readonly viewsPerQuestion: number;
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
  /** How it is asked; absent for a judge that looks at no pictures, for whom all protocols are one. */
  readonly manner?: Manner | undefined;
  /** How many cells a sheet for it holds at most, the canary among them; `undefined` when it needs no sheet. */
  readonly sheetCells: number | undefined;
  /** Whether it needs the pixel statistics among the facts. */
  readonly readsStatistics: boolean;
  /**
   * An upper bound in USD for asking about this many images once, for the budget check before asking: on sheets, or alone
   * (where `look` says nothing: on sheets where it gets any).
   */
  costCeiling(images: number, look?: LookKind): number;
  /** What a person should know of its models by now: which was passed over and why, which shuts down soon. */
  notes?(): readonly string[];
  judge(question: JudgeQuestion, patience: Patience): Promise<JudgeAnswer>;
}
