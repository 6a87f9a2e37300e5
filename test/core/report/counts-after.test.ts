import { describe, expect, test } from 'vitest';
import { type Applied, NOTHING_APPLIED } from '../../../core/records/applied.ts';
import { countsAfter, stillMissing } from '../../../core/report/counts-after.ts';
import { acted } from './page/acted-world.ts';

const { row, details } = acted('ada');
const typeOf = (file: string) => details.evaluation.images.find((image) => image.file === file)?.type;
const comesTo = (of: Partial<Applied>, known = typeOf) =>
  countsAfter(row.applied === undefined ? row : { ...row, applied: { ...row.applied, ...of } }, 'partly', known);

describe('what a set comes to', () => {
  test.each([
    ['planned', { counts: row.after, real: false }],
    ['waiting', { counts: row.after, real: false }],
    ['rejected', { counts: row.before, real: true }],
    ['expired', { counts: row.before, real: true }],
    ['applied', { counts: row.before, real: true }],
  ] as const)('without anything done, in a run that is %s', (state, counts) => {
    const { applied: _, ...untouched } = row;
    expect(countsAfter(untouched, state, typeOf)).toEqual(counts);
  });

  test('after it was carried out: what was counted', () => {
    expect(comesTo({})).toEqual({ counts: row.applied?.counts, real: true });
  });

  test('after it broke off: image by image, whatever an earlier go at it had counted', () => {
    expect(comesTo({ outcome: 'failed', counts: row.before })).toEqual({ counts: row.after, real: true });
    expect(comesTo({ outcome: 'failed', retired: [], added: [] })).toEqual({ counts: row.before, real: true });
  });

  test('nobody knows where it was changed by somebody, or where it is not known what left', () => {
    expect(comesTo({ ...NOTHING_APPLIED, outcome: 'stale' })).toBeUndefined();
    expect(comesTo({ outcome: 'failed' }, () => undefined)).toBeUndefined();
  });

  test('after it was taken back: what was, but for what could not be undone', () => {
    expect(comesTo({ outcome: 'rolled-back' })).toEqual({ counts: row.before, real: true });
    const [made] = row.applied?.added ?? [];
    if (made === undefined) throw new Error('nothing was made');
    const counts = { ...row.before, [made.type]: row.before[made.type] + 1 };
    expect(comesTo({ outcome: 'rolled-back', cannot: [{ file: made.file, words: '' }] })).toEqual({
      counts,
      real: true,
    });
  });
});

test('what a later try brought is not missing any more', () => {
  const { applied } = row;
  if (applied === undefined) throw new Error('nothing was done');
  const [first] = applied.ledger;
  const missing = [first?.change ?? '', 'other'].map((change) => {
    return { change, type: 'bw_stylized' as const, why: 'stopped' as const, words: '' };
  });
  expect(stillMissing({ ...applied, missing }).map(({ change }) => change)).toEqual(['other']);
});
