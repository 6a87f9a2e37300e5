import type { Plan } from '../../plan/plan.ts';
import type { ActorResult } from '../../records/actor-result.ts';
import type { Evaluation } from '../../records/evaluation.ts';
import type { Report } from '../../records/report.ts';

/** What the page shows of one actor beside its row. */
export interface ActorDetails {
  readonly plan: Plan;
  readonly evaluation: Evaluation;
  /**
   * The contact sheet made small, as WebP; undefined where the page would get too heavy. It is the sheet scaled evenly:
   * 5 columns, image `n` of `evaluation.images` (from 0) in column n % 5, row floor(n / 5), at most 500 cells.
   */
  readonly preview: Uint8Array | undefined;
}

/** Everything the report page is made of. */
export interface PageInput {
  readonly report: Report;
  /** All actors, what needs a person first. */
  readonly rows: readonly ActorResult[];
  /** Of the actors at the top of `rows` only, where there are very many. */
  readonly details: ReadonlyMap<string, ActorDetails>;
  /** The full-size sheet's address, relative to where the page will lie. */
  readonly sheetHref: (actor: string) => string;
  /** The command to type next. */
  readonly nextCommand: string | undefined;
}
