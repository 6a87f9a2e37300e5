import { loadavg } from 'node:os';
import { startBrowser } from '../../test/support/desk-browser.ts';
import { benchList, type ListFigures } from './list.ts';
import { benchReview, type ReviewFigures } from './review.ts';

/** What the review desk costs in a browser: the overview of a large cast, and deciding about one actor. */
export interface DeskFigures {
  readonly list: ListFigures;
  readonly review: ReviewFigures;
  /** Processes that wanted a processor, mean of the last minute, before and after: above the number of cores it was busy. */
  readonly load: readonly [before: number, after: number];
}

const loadNow = () => Math.round((loadavg()[0] ?? 0) * 10) / 10;

/** Measures both in Chromium. The pages must be built. */
export async function benchDeskPages(): Promise<DeskFigures> {
  const browser = await startBrowser();
  try {
    const before = loadNow();
    const figures = { list: await benchList(browser), review: await benchReview(browser) };
    return { ...figures, load: [before, loadNow()] };
  } finally {
    await browser.close();
  }
}

const ms = (value: number) => `${value} ms`;
const share = (value: number) => `${Math.round(value * 1000) / 10} %`;

/** The figures as a table, each beside its goal. */
export function deskTable({ list, review, load }: DeskFigures): string {
  const { scrolling, unwindowed } = list;
  const rows: readonly (readonly [what: string, figure: string, goal: string, isMet: boolean])[] = [
    ['index, gzip', `${Math.round(list.indexGzipBytes / 1024)} KiB`, '220 KiB', list.indexGzipBytes <= 220 * 1024],
    ['first paint, cold, 4x slower', ms(list.firstPaintMs), '500 ms', list.firstPaintMs <= 500],
    ['usable list, cold, 4x slower', ms(list.usableListMs), '1000 ms', list.usableListMs <= 1000],
    ['first paint, deployed, fast 4G', ms(list.deployed.firstPaintMs), '1500 ms', list.deployed.firstPaintMs <= 1500],
    ['usable list, deployed, fast 4G', ms(list.deployed.usableListMs), '2500 ms', list.deployed.usableListMs <= 2500],
    ['filter', ms(list.filterMs), '50 ms', list.filterMs <= 50],
    ['sort', ms(list.sortMs), '50 ms', list.sortMs <= 50],
    ['frames in time while scrolling', share(scrolling.inTime), '95 %', scrolling.inTime >= 0.95],
    ['longest frame', ms(scrolling.longestMs), '100 ms', scrolling.longestMs <= 100],
    ['nodes of the list', `${scrolling.nodes}`, '2000', scrolling.nodes <= 2000],
    ['key to result, p95', ms(review.keyP95Ms), '50 ms', review.keyP95Ms <= 50],
    ['the same by Event Timing, p95', ms(review.keyEventP95Ms), '50 ms', review.keyEventP95Ms <= 50],
    ['key to result, rushed, p95', ms(review.rushedP95Ms), '–', true],
    ['slowest interaction (INP)', ms(review.inpMs), '200 ms', review.inpMs <= 200],
    ['undo', ms(review.undoMs), '100 ms', review.undoMs <= 100],
    ['next picture sharp', ms(review.nextSharpMs), '100 ms', review.nextSharpMs <= 100],
    ['keys per decision', `${review.keysPerDecision}`, '1', review.keysPerDecision === 1],
    ['keys to disagree', `${review.keysToDisagreePerDecision}`, '1', review.keysToDisagreePerDecision === 1],
    [
      'keys to agree with a whole actor',
      `${review.keysToAgreeWithAll}`,
      `${review.changes + 1}`,
      review.keysToAgreeWithAll <= review.changes + 1,
    ],
  ];
  const lines = rows.map(
    ([what, figure, goal, isMet]) =>
      `${isMet ? ' ' : '!'} ${what.padEnd(34)} ${figure.padStart(9)}  goal ${goal.padStart(8)}${isMet ? '' : '  MISSED'}`,
  );
  return [
    `desk: ${list.actors} actors; ${review.actor} with ${review.pictures} pictures and ${review.changes} changes; load ${load.join(' to ')}`,
    ...lines,
    `  the same rows without a window: ${unwindowed.nodes} nodes (${list.fewerNodes} times as many), ${share(unwindowed.inTime)} in time, longest ${ms(unwindowed.longestMs)}`,
    `  all ${review.changes} changes decided without reading: ${ms(review.withoutReadingMs)}`,
  ].join('\n');
}
