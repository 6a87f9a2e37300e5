import { describe, expect, it } from 'vitest';
import { readyJudge } from '../../../adapters/chosen-judge.ts';
import { installedNetwork } from '../../../adapters/offline/network/installed.ts';
import { loadNetwork } from '../../../adapters/offline/network/load-network.ts';
import { networkEye } from '../../../adapters/offline/network/network-eye.ts';
import { committedNetworkHead, networkHeadSchema } from '../../../adapters/offline/network/network-head.ts';
import { NETWORK_STATISTICS } from '../../../adapters/offline/network/statistics-names.ts';
import { offlineJudge } from '../../../adapters/offline/offline-judge.ts';
import { sharpImageCodec } from '../../../adapters/sharp/image-codec.ts';
import { configSchema } from '../../../core/config/config.ts';
import type { Verdict } from '../../../core/judging/verdict.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { cellOf, flatComic, inkDrawing, NOTHING_TO_SEE, sceneLike, sepia } from './drawn-pictures.ts';

const patience = { signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER };
const config = configSchema.parse({});
const installed = installedNetwork();
const head = committedNetworkHead();

function missing(): string {
  throw new Error('not installed');
}

async function judged(statistics: Record<string, number>): Promise<Verdict> {
  const { verdicts } = await offlineJudge(head).judge(
    { actor: '0000', cells: [cellOf('01', statistics)], sheet: undefined },
    patience,
  );
  const verdict = verdicts.get('01');
  if (verdict === undefined) throw new Error('no verdict');
  return verdict;
}

describe('network-head.json', () => {
  it('is a head: one mean, scale and coefficient for each of the 784 features, and figures that pay for confidence', () => {
    expect(head.photographic.means).toHaveLength(784);
    expect(networkHeadSchema.safeParse({ ...head, temperature: 0 }).success).toBe(false);
    expect(networkHeadSchema.safeParse({ ...head, photographic: { ...head.photographic, scales: [1] } }).success).toBe(
      false,
    );
    expect(head.figures.accuracy).toBeGreaterThanOrEqual(0.92);
    expect(head.figures.bwPhotographRecall).toBeGreaterThanOrEqual(0.95);
    for (const { accuracy } of head.figures.confident) expect(accuracy).toBeGreaterThanOrEqual(head.figures.accuracy);
  });
});

describe('where nsfwjs and TensorFlow.js are not installed', () => {
  it('is found out without loading anything', () => {
    expect(installedNetwork(missing)).toBeUndefined();
    expect(
      installedNetwork((specifier) => (specifier === 'nsfwjs/models/mobilenet_v2' ? '/x.js' : missing())),
    ).toBeUndefined();
  });

  it('the offline judge works by pixel statistics, says so, and is called otherwise', async () => {
    const ready = readyJudge('offline', config, {}, fakeClock(), () => installedNetwork(missing));
    expect(ready.why).toMatch(/by pixel statistics alone, because nsfwjs, .* are not all installed/);
    expect(ready.judge.signatures[0]?.model).toMatch(/^offline-statistics-/);
    expect(ready.eye).toBeUndefined();
    const facts = await sharpImageCodec({ eye: ready.eye }).facts(await inkDrawing().png().toBuffer());
    if ('unreadable' in facts) throw new Error(facts.unreadable);
    const { verdicts } = await ready.judge.judge(
      { actor: '0000', cells: [{ label: '01', facts }], sheet: undefined },
      patience,
    );
    expect(verdicts.get('01')).toMatchObject({ type: 'bw_stylized', judge: ready.judge.signatures[0] });
  });
});

it.skipIf(installed === undefined)(
  'a network that is installed and does not load is an error that says what to do',
  async () => {
    const cutOff = () => Promise.reject(new Error('cut off'));
    await expect(loadNetwork({ wasmFolder: '/nowhere/' }, cutOff)).rejects.toMatchObject({
      name: 'InvalidConfig',
      message: expect.stringMatching(/does not load.*npm ci/),
    });
  },
);

it('an explicit picture is flagged for a person, and judged like any other', async () => {
  const seen = { width: 600, height: 600, toneDeviation: 60, ...colours(), [NETWORK_STATISTICS.photographic]: 3 };
  const calm = await judged({ ...seen, [NETWORK_STATISTICS.odd]: 0, [NETWORK_STATISTICS.explicit]: 0.2 });
  const flagged = await judged({ ...seen, [NETWORK_STATISTICS.odd]: 0, [NETWORK_STATISTICS.explicit]: 0.97 });
  expect(calm.warning).toBeUndefined();
  expect(flagged).toEqual({ ...calm, warning: expect.stringMatching(/may be explicit \(97 %/) });
  const cell = cellOf('07', { ...seen, [NETWORK_STATISTICS.odd]: 0, [NETWORK_STATISTICS.explicit]: 0.97 });
  const answer = await offlineJudge(head).judge({ actor: '0000', cells: [cell], sheet: undefined }, patience);
  expect(answer.analysis).toMatch(/To be looked at, because they may be explicit: 07\./);
});

it('facts that the network has not looked at are refused instead of guessed from', async () => {
  await expect(judged({ width: 600, height: 600, toneDeviation: 60, ...colours() })).rejects.toMatchObject({
    name: 'RecordCorrupt',
  });
});

function colours(): Record<string, number> {
  return { chroma: 30, chromaPeak: 80, ownChroma: 25, greyShare: 0.2, vividShare: 0.1, hueVariety: 0.5 };
}

describe.skipIf(installed === undefined)('the network (needs nsfwjs and TensorFlow.js, which npm ci installs)', () => {
  const codec = sharpImageCodec(installed === undefined ? {} : { eye: networkEye(installed, head) });
  const verdictOn = async (bytes: Uint8Array): Promise<Verdict> => {
    const facts = await codec.facts(bytes);
    if ('unreadable' in facts) throw new Error(facts.unreadable);
    return judged(facts.statistics);
  };

  it('knows ink on paper and a flat comic, and a scene in colour, grey or sepia', async () => {
    expect(await verdictOn(await inkDrawing().png().toBuffer())).toMatchObject({ type: 'bw_stylized' });
    expect(await verdictOn(await flatComic().png().toBuffer())).toMatchObject({ type: 'color_stylized' });
    for (const scene of [
      await sceneLike(),
      (await sceneLike()).greyscale().toColourspace('srgb'),
      await sepia(await sceneLike()),
    ])
      expect(await verdictOn(await scene.png().toBuffer())).toMatchObject({ type: 'photorealistic' });
  });

  it.each(NOTHING_TO_SEE)('leaves the judge unsure (below 0.6) of %s', async (_, picture) => {
    expect((await verdictOn(await picture().png().toBuffer())).confidence).toBeLessThan(0.6);
  });

  it('answers bytes that cannot be decoded in words', async () => {
    const whole = await inkDrawing().jpeg().toBuffer();
    expect(await codec.facts(whole.subarray(0, whole.length / 3))).toEqual({ unreadable: 'the JPEG data is cut off' });
  });

  it('sees the same in the same picture every time, and only in probabilities', async () => {
    const bytes = await flatComic().png().toBuffer();
    const verdict = await verdictOn(bytes);
    expect(await verdictOn(bytes)).toEqual(verdict);
    expect(verdict.judge.model).toMatch(/^offline-network-/);
  });
});
