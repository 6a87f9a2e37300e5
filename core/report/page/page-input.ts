import type { Moment } from '../../contract.ts';
import type { Plan } from '../../plan/plan.ts';
import type { ActorResult } from '../../records/actor-result.ts';
import type { Evaluation } from '../../records/evaluation.ts';
import type { Report } from '../../records/report.ts';

/** A set as it was looked at at one moment. */
export interface Look {
  readonly evaluation: Evaluation;
  /**
   * The contact sheet made small, as WebP; undefined where the page would get too heavy. It is the sheet scaled evenly:
   * 5 columns, image `n` of `evaluation.images` (from 0) in column n % 5, row floor(n / 5), at most 500 cells.
   */
  readonly preview: Uint8Array | undefined;
}

/** What the page shows of one actor beside its row: the set as it was planned, and what was planned. */
export interface ActorDetails extends Look {
  readonly plan: Plan;
  /** The set as it was looked at once more, after the plan was carried out. */
  readonly after?: Look | undefined;
}

/** Everything the report page is made of. */
export interface PageInput {
  readonly report: Report;
  /** All actors, what needs a person first. */
  readonly rows: readonly ActorResult[];
  /** Of the actors at the top of `rows` only, where there are very many. */
  readonly details: ReadonlyMap<string, ActorDetails>;
  /** The address of an actor's full-size sheet of one moment, relative to where the page will lie. */
  readonly sheetHref: (actor: string, moment: Moment) => string;
  /** The command to type next, where the page is to show another one than follows from how the run stands. */
  readonly nextCommand: string | undefined;
}
