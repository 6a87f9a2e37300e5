import { describe, expect, it } from 'vitest';
import { offlineJudge } from '../../../adapters/offline/offline-judge.ts';
import { verdictSchema } from '../../../core/judging/verdict.ts';
import { cellOf, flatComic, inkDrawing, NOTHING_TO_SEE, sceneLike, sepia, statisticsOf } from './drawn-pictures.ts';

const patience = { signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER };

async function verdictOn(bytes: Uint8Array) {
  const cell = cellOf('A1', await statisticsOf(bytes));
  const answer = await offlineJudge().judge({ actor: '0000', cells: [cell], sheet: undefined }, patience);
  return verdictSchema.parse(answer.verdicts.get('A1'));
}

describe('offlineJudge', () => {
  it('knows ink on paper, a flat comic and a scene of photographic statistics', async () => {
    expect(await verdictOn(await inkDrawing().png().toBuffer())).toMatchObject({ type: 'bw_stylized' });
    expect(await verdictOn(await flatComic().png().toBuffer())).toMatchObject({ type: 'color_stylized' });
    const scene = await (await sceneLike()).jpeg({ quality: 90 }).toBuffer();
    expect(await verdictOn(scene)).toMatchObject({ type: 'photorealistic' });
  });

  it('is sure (0.6 or more) of clean drawings, however much simpler than those it was trained on', async () => {
    expect((await verdictOn(await inkDrawing().png().toBuffer())).confidence).toBeGreaterThan(0.6);
    expect((await verdictOn(await flatComic().png().toBuffer())).confidence).toBeGreaterThan(0.6);
  });

  it('does not take a photograph-like scene for a drawing because it is grey or sepia', async () => {
    const grey = (await sceneLike()).greyscale().toColourspace('srgb');
    expect(await verdictOn(await grey.clone().png().toBuffer())).toMatchObject({ type: 'photorealistic' });
    const brown = await (await sepia(await sceneLike())).png().toBuffer();
    expect(await verdictOn(brown)).toMatchObject({ type: 'photorealistic' });
  });

  it('still knows ink when the paper has yellowed', async () => {
    const yellowed = await inkDrawing()
      .flatten()
      .composite([
        { input: { create: { width: 768, height: 768, channels: 3, background: '#f3e6c4' } }, blend: 'multiply' },
      ])
      .png()
      .toBuffer();
    expect(await verdictOn(yellowed)).toMatchObject({ type: 'bw_stylized' });
  });

  it.each(NOTHING_TO_SEE)('is unsure (below 0.6) of %s, so that nothing is deleted for it', async (_, picture) => {
    expect((await verdictOn(await picture().png().toBuffer())).confidence).toBeLessThan(0.6);
  });

  it('answers each cell once, by label, for nothing, and says what it is', async () => {
    const statistics = await statisticsOf(await inkDrawing().png().toBuffer());
    const cells = ['A1', 'A2', 'A3'].map((label) => cellOf(label, statistics));
    const judge = offlineJudge();
    const answer = await judge.judge({ actor: '0000', cells, sheet: undefined }, patience);
    expect([...answer.verdicts.keys()]).toEqual(['A1', 'A2', 'A3']);
    expect(answer.verdicts.get('A1')?.judge).toEqual(judge.signatures[0]);
    expect(answer.usage).toEqual({ calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 });
    expect(judge.costCeiling(1000)).toBe(0);
    expect(answer.analysis).toMatch(/Offline estimate.*3 black-and-white.*no opinion on likeness/);
  });

  it('gives the same verdict and the same cache key every time', async () => {
    const bytes = await flatComic().png().toBuffer();
    expect(await verdictOn(bytes)).toEqual(await verdictOn(bytes));
    expect(offlineJudge().signatures).toEqual(offlineJudge().signatures);
  });

  it('refuses facts of another codec instead of guessing', async () => {
    const cells = [cellOf('A1', { width: 100, height: 100, toneDeviation: 50 })];
    const asking = offlineJudge().judge({ actor: '0000', cells, sheet: undefined }, patience);
    await expect(asking).rejects.toMatchObject({ name: 'RecordCorrupt' });
  });

  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort();
    const asking = offlineJudge().judge({ actor: '0000', cells: [], sheet: undefined }, { ...patience, signal });
    await expect(asking).rejects.toThrow();
  });
});
