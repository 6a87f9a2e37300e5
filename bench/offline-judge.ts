import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { calibration } from '../core/judge-check/calibration.ts';
import { confusion } from '../core/judge-check/outcome.ts';
import { completeHead, figuresOf, leaveSourcesOut } from './offline-judge/measure-head.ts';
import { type Label, measured, originals, readLabels, trainingCopies } from './offline-judge/samples.ts';

const HEAD = fileURLToPath(new URL('../adapters/offline/head.json', import.meta.url));
const DATA = fileURLToPath(new URL('../../shared/data/styles', import.meta.url));

/** Images over which time is taken. */
const TIMED = 20;

/**
 * Trains and measures the offline judge without its network on the labelled images in `folder`, each source held out in turn, and returns
 * everything as plain JSON. With `write`, trains on all and writes adapters/offline/head.json. Takes about two minutes.
 */
export async function benchOfflineJudge(folder = DATA, write = false) {
  const labels = await readLabels(folder);
  const samples = [...(await originals(folder, labels)), ...(await trainingCopies(folder, labels))];
  const { outcomes, temperature } = leaveSourcesOut(samples);
  const plain = outcomes.map(({ sample, estimate: { type, confidence } }) => ({
    truth: sample.type,
    said: type,
    confidence,
  }));
  const figures = figuresOf(outcomes, new Date().toISOString().slice(0, 10));
  if (write) {
    const head = completeHead(samples, temperature, figures);
    await writeFile(HEAD, `${JSON.stringify(head, shortNumber, 2)}\n`);
  }
  return {
    figures,
    temperature,
    confusion: confusion(plain),
    calibration: calibration(plain),
    wrong: outcomes
      .filter(({ sample, estimate }) => sample.type !== estimate.type)
      .map(({ sample, estimate }) => `${sample.file}: ${estimate.type} ${estimate.confidence.toFixed(2)}`),
    cpuMsPerImage: await cpuPerImage(folder, labels),
  };
}

/** Five digits are more than 145 images can tell apart, and keep the file readable. */
function shortNumber(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}

async function cpuPerImage(folder: string, labels: readonly Label[]): Promise<number> {
  const step = Math.max(1, Math.floor(labels.length / TIMED));
  const files = await Promise.all(
    labels.filter((_, i) => i % step === 0).map(({ file }) => readFile(join(folder, file))),
  );
  const start = process.cpuUsage();
  for (const bytes of files) await measured(bytes);
  const { user, system } = process.cpuUsage(start);
  return Math.round((user + system) / 1000 / files.length);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({ options: { write: { type: 'boolean' } }, allowPositionals: true });
  const report = await benchOfflineJudge(positionals[0], values.write === true);
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}
