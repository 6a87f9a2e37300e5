import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Applicant, allowances } from '../../../core/approval/approved-items.ts';

const applicant = (toMake: number, spentUsd = 0, underWay = 0): Applicant => {
  return { actor: 'ada', planHash: '', changes: [], spentUsd, toMake, underWay };
};
const PURSE = { budgetUsd: 1, spentUsd: 0, usdPerTry: 0.1, tries: 3 };

test.each<[string, readonly Applicant[], Partial<typeof PURSE>, readonly number[]]>([
  ['enough for all: every try of every image', [applicant(1), applicant(1)], {}, [0.3, 0.3]],
  ['enough for the first tries only', [applicant(2), applicant(1)], { budgetUsd: 0.3 }, [0.2, 0.1]],
  ['further tries go to the first', [applicant(2), applicant(1)], { budgetUsd: 0.5 }, [0.4, 0.1]],
  ['half an image is not paid for', [applicant(3)], { budgetUsd: 0.25 }, [0.2]],
  ['the first images first', [applicant(2), applicant(2)], { budgetUsd: 0.2 }, [0.2, 0]],
  ['what is spent stays allowed', [applicant(1, 0.7)], { spentUsd: 0.7 }, [1]],
  ['over budget: nothing more', [applicant(1, 1.2)], { spentUsd: 1.2 }, [1.2]],
  ['a maker that costs nothing', [applicant(5)], { usdPerTry: 0, budgetUsd: 0 }, [0]],
  [
    'an image that is paid for needs no first try',
    [applicant(0, 0.1, 1), applicant(1)],
    { budgetUsd: 0.2, spentUsd: 0.1 },
    [0.1, 0.1],
  ],
  ['but may need a further one', [applicant(0, 0.1, 1)], { budgetUsd: 0.2, spentUsd: 0.1 }, [0.2]],
])('%s', (_, applicants, purse, shares) => {
  expect(allowances(applicants, { ...PURSE, ...purse })).toEqual(shares);
});

test('the allowances of all actors together never exceed the budget', () => {
  const any = fc.record({ toMake: fc.nat(9), spentUsd: fc.constantFrom(0, 0.03, 0.2), underWay: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(any), fc.double({ min: 0, max: 5, noNaN: true }), (drafts, budgetUsd) => {
      const applicants = drafts.map(({ toMake, spentUsd, underWay }) => applicant(toMake, spentUsd, underWay));
      const spentUsd = applicants.reduce((sum, each) => sum + each.spentUsd, 0);
      const shares = allowances(applicants, { budgetUsd, spentUsd, usdPerTry: 0.06, tries: 3 });
      const sum = shares.reduce((total, share) => total + share, 0);
      expect(sum).toBeLessThanOrEqual(Math.max(budgetUsd, spentUsd) + 1e-4);
    }),
  );
});
