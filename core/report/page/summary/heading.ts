import type { Report, RunTotals } from '../../../records/report.ts';
import { RUN_STATE_WORDS } from '../../wording.ts';
import { countWords, plural } from '../markup/figures.ts';
import type { PageInput } from '../page-input.ts';

/** Whether the run has changed anything that was not taken back. */
export function hasChanged({ review: { totals } }: Report): boolean {
  return totals.added + totals.retired > 0;
}

/** What the page is about, as its title and as its first heading. */
export function heading(report: Report): string {
  const { mode, state } = report;
  if (mode === 'dry-run') return `Dry run: ${RUN_STATE_WORDS.planned.toLowerCase()}`;
  if (state === 'partly' && !hasChanged(report)) return 'Approved, but nothing was changed';
  return RUN_STATE_WORDS[state];
}

function looked({ actors, balanced, planned, failed }: RunTotals): string {
  const words = `Evencast looked at ${plural(actors, 'actor')}`;
  if (balanced === actors)
    return `${words}: ${actors === 1 ? 'the set is' : 'all sets are'} balanced and nothing is to be done.`;
  const after = failed > 0 ? ' The failures come first below.' : '';
  if (planned === 0) return `${words}.${after}`;
  const whose = planned === actors ? (actors === 1 ? 'its set' : 'them') : `${countWords(planned)} of them`;
  return `${words} and planned what would balance ${whose}.${after}`;
}

/** "12 images left their sets, 9 joined." and what is missing. */
function doneWords({ added, retired, missing }: RunTotals): string {
  const left = `${plural(retired, 'image')} left ${retired === 1 ? 'its set' : 'their sets'}`;
  const lacks =
    missing === 0
      ? ''
      : ` ${countWords(missing)} that ${missing === 1 ? 'was' : 'were'} approved ${missing === 1 ? 'is' : 'are'} still missing.`;
  return `${left}, ${countWords(added)} joined.${lacks}`;
}

/** How many of the approved actors came through, where not all did. */
function partlyWords(totals: RunTotals): string {
  const { applied, partly, stale, busy, failed, 'rolled-back': back } = totals.outcomes;
  const parts: readonly (readonly [number, string])[] = [
    [applied, 'carried out'],
    [partly, 'carried out in part'],
    [back, 'taken back'],
    [failed, 'broken off'],
    [stale, 'stale and not touched'],
    [busy, 'busy and not touched'],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${countWords(count)} ${words}`);
  const approved = parts.reduce((sum, [count]) => sum + count, 0);
  return `Of ${plural(approved, 'approved actor')}: ${said.join(', ')}.`;
}

function takenBack({ outcomes }: RunTotals): string {
  const count = outcomes['rolled-back'];
  return count === 0 ? '' : `For ${plural(count, 'other')} it was taken back. `;
}

const NOT_LOST = 'Nothing was destroyed: what left can be put back, image by image or all at once.';

const MADE_KEPT = 'What the run had made lies with the retired images now; it is not lost either.';

/** How a run that was taken back ended; not everything can always be put back. */
function backWords({ report, rows }: PageInput): string {
  const count = report.review.totals.outcomes['rolled-back'];
  const stuck = rows.reduce((sum, row) => sum + (row.status === 'failed' ? 0 : (row.applied?.cannot.length ?? 0)), 0);
  const but = stuck === 0 ? '' : `, but for ${plural(stuck, 'image')}`;
  const sets = count === 1 ? '1 set is' : `${countWords(count)} sets are`;
  return `${sets} again what ${count === 1 ? 'it was' : 'they were'} before the run${but}. ${MADE_KEPT}`;
}

/** What came of the run, in two or three sentences. */
export function lead(input: PageInput): string {
  const { mode, state, review } = input.report;
  const { actors, added, retired, outcomes } = review.totals;
  if (actors === 0) return 'There was no actor to look at. Check the place and the choice of actors below.';
  switch (state) {
    case 'planned': {
      const idle = mode === 'execute' && review.totals.planned > 0;
      return `${looked(review.totals)}${idle ? ' There was nothing to ask about, so nothing was carried out.' : ''}`;
    }
    case 'waiting':
      return `${looked(review.totals)} Nothing happens until somebody decides.`;
    case 'rejected':
      return 'The plans were made and turned down; every set is as it was.';
    case 'expired':
      return 'Nobody decided about the plans in time, which counts as no; every set is as it was.';
    case 'applied':
      return outcomes.applied === 0 && added + retired === 0
        ? 'It was approved, but nothing was let in that could be carried out; every set is as it was.'
        : `What was approved was carried out for ${plural(outcomes.applied, 'actor')}. ${doneWords(review.totals)} ${takenBack(review.totals)}${NOT_LOST}`;
    case 'partly':
      return `${partlyWords(review.totals)} ${doneWords(review.totals)} ${added + retired === 0 ? '' : NOT_LOST}`.trimEnd();
    case 'rolled-back':
      return backWords(input);
  }
}
