import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installedNetwork } from '../adapters/offline/network/installed.ts';
import { loadNetwork } from '../adapters/offline/network/load-network.ts';
import { networkEye } from '../adapters/offline/network/network-eye.ts';
import { committedNetworkHead } from '../adapters/offline/network/network-head.ts';
import { technicalQuality } from '../adapters/offline/technical-quality.ts';
import { DEGRADATIONS, degraded } from '../adapters/sharp/degradations.ts';
import { readPicture } from '../adapters/sharp/open.ts';
import { type PictureEye, pictureStatistics } from '../adapters/sharp/statistics.ts';
import { byType } from '../core/image-type.ts';
import { accuracyBySource } from '../core/judge-check/by-source.ts';
import { calibration, calibrationError, sureFrom } from '../core/judge-check/calibration.ts';
import { calibrationSvg, confusionSvg } from '../core/judge-check/drawings.ts';
import { accuracy, confusion, recall } from '../core/judge-check/outcome.ts';
import { type Ranking, ranking, type ScoredPair } from '../core/judge-check/ranking.ts';
import type { Share } from '../core/judge-check/wilson.ts';
import { networkSamples } from './offline-judge/network-samples.ts';
import { type Label, readLabels } from './offline-judge/samples.ts';
import { leaveNetworkSourcesOut, type NetworkOutcome } from './offline-judge/train-network-head.ts';

const DOCS = new URL('../docs/', import.meta.url);

/** Images over which time is taken, after one that loads the network. */
const TIMED = 20;

/**
 * Measures the offline judge on labelled images: types by left-out source, quality by whether degraded copies rank below
 * their originals, and time. Draws the confusion matrix and the calibration into docs/. About ten minutes for 145 images.
 */
export async function benchJudge(folder: string) {
  const installed = installedNetwork();
  if (installed === undefined) throw new Error('nsfwjs and TensorFlow.js are not installed: npm ci');
  const labels = await readLabels(folder);
  const network = await loadNetwork(installed);
  const samples = await networkSamples(folder, labels, network, () => undefined);
  const { outcomes } = leaveNetworkSourcesOut(samples);
  const types = typeFigures(outcomes);
  await writeFile(new URL('offline-judge-confusion.svg', DOCS), confusionSvg(types.confusion));
  await writeFile(new URL('offline-judge-calibration.svg', DOCS), calibrationSvg(types.calibration));
  const quality = await qualityFigures(folder, labels);
  const msPerImage = await timePerImage(folder, labels, networkEye(installed, committedNetworkHead()));
  return { intervals: '95 %: Wilson; bySource: bootstrap over sources', types, quality, msPerImage };
}

function typeFigures(outcomes: readonly NetworkOutcome[]) {
  const plain = outcomes.map(({ sample, estimate }) => ({
    truth: sample.type,
    said: estimate.type,
    confidence: estimate.confidence,
    source: sample.source,
    bwPhotograph: sample.bwPhotograph,
  }));
  return {
    accuracy: accuracy(plain),
    bySource: accuracyBySource(plain),
    recall: recall(plain),
    bwPhotographs: accuracy(plain.filter(({ bwPhotograph }) => bwPhotograph)),
    sure: [0.6, 0.7, 0.8, 0.9].map((from) => sureFrom(plain, from)),
    calibration: calibration(plain),
    calibrationError: calibrationError(plain),
    confusion: confusion(plain),
    wrong: outcomes
      .filter(({ sample, estimate }) => sample.type !== estimate.type)
      .map(({ sample, estimate }) => `${sample.file}: ${estimate.type} ${estimate.confidence.toFixed(2)}`),
  };
}

async function statistics(bytes: Uint8Array, eye?: PictureEye): Promise<Readonly<Record<string, number>>> {
  const read = await readPicture(bytes, async (source) => ({ measured: await pictureStatistics(source, eye) }));
  if ('unreadable' in read) throw new Error(read.unreadable);
  return read.measured;
}

/** Scores with the true type, so that a mistaken type does not hide in them. */
async function qualityFigures(folder: string, labels: readonly Label[]) {
  const score = async (bytes: Uint8Array, { type }: Label) =>
    technicalQuality(await statistics(bytes, nothingMore), type === 'photorealistic' ? 1 : 0).score;
  const pairs: ScoredPair[] = [];
  const originals: { type: Label['type']; score: number }[] = [];
  for (const label of labels) {
    const bytes = await readFile(join(folder, label.file));
    const original = await score(bytes, label);
    originals.push({ type: label.type, score: original });
    for (const degradation of DEGRADATIONS) {
      const copy = await score(await degraded(bytes, degradation), label);
      pairs.push({ type: label.type, degradation, original, copy });
    }
  }
  const meanScore = byType((type) => mean(originals.filter((o) => o.type === type).map((o) => o.score)));
  return { meanScore, ranking: ranking(pairs) };
}

/** Quality needs neither texture nor the network. */
const nothingMore: PictureEye = async () => ({});

const mean = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0) / Math.max(1, numbers.length);

/** Milliseconds of CPU and of the clock for all that is measured of an image. */
async function timePerImage(folder: string, labels: readonly Label[], eye: PictureEye) {
  const step = Math.max(1, Math.floor(labels.length / TIMED));
  const files = labels.filter((_, i) => i % step === 0);
  const [first, ...rest] = await Promise.all(files.map(({ file }) => readFile(join(folder, file))));
  if (first !== undefined) await statistics(first, eye);
  const [cpu, clock] = [process.cpuUsage(), performance.now()];
  for (const bytes of rest) await statistics(bytes, eye);
  const { user, system } = process.cpuUsage(cpu);
  const each = (ms: number) => Math.round(ms / Math.max(1, rest.length));
  return { cpu: each((user + system) / 1000), clock: each(performance.now() - clock), images: rest.length };
}

/** What {@link benchJudge} found, for people. */
export function judgeTable({ types, quality, msPerImage }: Awaited<ReturnType<typeof benchJudge>>): string {
  return [
    'Types, each source left out in turn (95 % intervals after Wilson)',
    `  right                        ${words(types.accuracy)}; by source ${types.bySource.low.toFixed(2)}-${types.bySource.high.toFixed(2)}`,
    `  black-and-white photographs  ${words(types.bwPhotographs)}`,
    ...Object.entries(types.recall).map(([type, share]) => `  ${type.padEnd(28)} ${words(share)}`),
    ...types.sure.map(
      ({ from, coverage, right }) => `  sure from ${from}: ${words(coverage)} of images, ${words(right)} right`,
    ),
    `  calibration error            ${types.calibrationError.toFixed(3)}`,
    ...types.wrong.map((line) => `  wrong: ${line}`),
    'Quality: copies that score below their originals',
    ...quality.ranking.map(rankingLine),
    `Time: ${msPerImage.cpu} ms of CPU, ${msPerImage.clock} ms an image`,
  ].join('\n');
}

function words({ share, low, high, right, of }: Share): string {
  return `${share.toFixed(3)} (${low.toFixed(2)}-${high.toFixed(2)}; ${right} of ${of})`;
}

function rankingLine({ degradation, below, byType: types, score }: Ranking): string {
  const each = Object.values(types).map(({ share }) => share.toFixed(2));
  return `  ${degradation.padEnd(24)} ${words(below)}, by type ${each.join(' ')}, mean score ${score.toFixed(1)}`;
}
