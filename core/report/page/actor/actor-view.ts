import type { PlannedResult } from '../../../records/actor-result.ts';
import type { Applied } from '../../../records/applied.ts';
import type { Report } from '../../../records/report.ts';
import { type CountsAfter, countsAfter } from '../../counts-after.ts';
import type { ActorDetails, PageInput } from '../page-input.ts';
import { type Shown, shownStanding } from '../status-word.ts';
import { type Sheet, sheetOf } from './sheet.ts';

/** One actor as its section needs it: the row, the details, and where on its sheets each image is. */
export interface ActorView {
  /** Place in `rows`: makes ids and class names, which so never hold a name from outside. */
  readonly index: number;
  readonly row: PlannedResult;
  readonly details: ActorDetails;
  readonly report: Report;
  readonly shown: Shown;
  readonly before: Sheet;
  /** Where the set was looked at once more. */
  readonly after: Sheet | undefined;
  /** What the set comes to; undefined where nobody knows. */
  readonly countsAfter: CountsAfter | undefined;
}

/** An actor whose plan a run began to carry out, or found that it could not. */
export type AppliedView = ActorView & { readonly applied: Applied };

/** Looks up what belongs to a row; `undefined` where the actor failed or its details were left out. */
export function actorView({ report, rows, details, sheetHref }: PageInput, index: number): ActorView | undefined {
  const row = rows[index];
  if (row === undefined || row.status === 'failed') return undefined;
  const found = details.get(row.actor);
  if (found === undefined) return undefined;
  const id = actorId(index);
  const before = sheetOf(found, 'before', id, sheetHref(row.actor, 'before'));
  const after =
    found.after === undefined ? undefined : sheetOf(found.after, 'after', id, sheetHref(row.actor, 'after'));
  return {
    index,
    row,
    details: found,
    report,
    shown: shownStanding(row, report.state),
    before,
    after,
    countsAfter: countsAfter(row, report.state, (file) => before.images.get(file)?.image.type),
  };
}

/** The id of an actor's section. */
export function actorId(index: number): string {
  return `a${index + 1}`;
}
