import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { judgeSignatureSchema, usageSchema, verdictSchema } from '../../core/judging/verdict.ts';
import type { Judge, JudgeQuestion, Patience } from '../../core/ports/judge.ts';

/** A judge under test, and questions it can answer. */
export interface JudgeUnderTest {
  readonly judge: Judge;
  /** A question about this many images, with a sheet where the judge wants one. */
  question(cells: number): JudgeQuestion | Promise<JudgeQuestion>;
  close?(): Promise<void>;
}

/** Later than any clock a judge is given: these tests are not about time. */
const PATIENT: Patience = { signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER };

/** What every judge keeps to, whoever answers behind it. Each test gets its own judge from `make`. */
export function judgeContract(name: string, make: () => JudgeUnderTest | Promise<JudgeUnderTest>): void {
  describe(`${name}: the judge contract`, () => {
    let subject: JudgeUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close?.());

    test.each([1, 2, 9, 10])('a set of %i images gets exactly one verdict per image, by label', async (count) => {
      const question = await subject.question(count);
      const { verdicts } = await subject.judge.judge(question, PATIENT);
      expect([...verdicts.keys()].sort()).toEqual(question.cells.map(({ label }) => label).sort());
    });

    test('every verdict is within its ranges and signed by one of the judge’s signatures', async () => {
      const { verdicts } = await subject.judge.judge(await subject.question(10), PATIENT);
      for (const verdict of verdicts.values()) {
        expect(verdictSchema.safeParse(verdict).error).toBeUndefined();
        expect(subject.judge.signatures).toContainEqual(verdict.judge);
      }
    });

    test('the judge’s words about a set fit the record and carry no control or bidirectional characters', async () => {
      const { analysis, verdicts } = await subject.judge.judge(await subject.question(9), PATIENT);
      expect(analysis.length).toBeLessThanOrEqual(2000);
      const words = [analysis, ...[...verdicts.values()].map(({ reason }) => reason)].join('');
      expect(words).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    });

    test('its signatures can name entries of the verdict cache, each another one', () => {
      const { signatures } = subject.judge;
      for (const signature of signatures) expect(judgeSignatureSchema.safeParse(signature).error).toBeUndefined();
      expect(signatures.length).toBeGreaterThan(0);
      expect(new Set(signatures.map(({ key }) => key)).size).toBe(signatures.length);
    });

    test.each([1, 10])('judging %i images costs no more than the ceiling said before', async (count) => {
      const { usage } = await subject.judge.judge(await subject.question(count), PATIENT);
      expect(usageSchema.safeParse(usage).error).toBeUndefined();
      expect(usage.usd).toBeLessThanOrEqual(subject.judge.costCeiling(count));
    });

    test('the ceiling is nothing for no images and never falls with more of them', () => {
      const ceilings = [0, 1, 9, 10, 11, 20, 21, 1000].map((images) => subject.judge.costCeiling(images));
      expect(ceilings[0]).toBe(0);
      expect(ceilings).toEqual(ceilings.toSorted((a, b) => a - b));
    });

    test('a run that was cancelled before the question is asked gets no answer', async () => {
      const patience = { ...PATIENT, signal: AbortSignal.abort() };
      await expect(subject.judge.judge(await subject.question(2), patience)).rejects.toThrow();
    });

    test('a run that is cancelled while the judge looks is let go at once', async () => {
      const cancel = new AbortController();
      const answer = subject.judge.judge(await subject.question(10), { ...PATIENT, signal: cancel.signal });
      cancel.abort();
      await expect(answer).rejects.toThrow();
    });
  });
}
