import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makePictures, PICTURE_CASES } from './composite-pictures.ts';

const run = promisify(execFile);
const PYTHON = '/usr/bin/python3';

/** Ways of making a composite of twenty pictures, in the order in which each round runs them. */
const WAYS = ['evencast', 'naive sharp', 'Pillow', 'Pillow, thumbnail first'] as const;
type Way = (typeof WAYS)[number];

/** What one way cost: medians over the rounds. CPU is user + system time around the work, without starting Node or Python. */
export interface CompositeCost {
  /** A composite in a process that has made two already, as in a run over a cast: code compiled, libraries loaded. */
  readonly cpuMs: number;
  /** The first one, for a process that makes only one. */
  readonly firstCpuMs: number;
  readonly wallMs: number;
  /** Highest resident memory of the process until its first composite was done. */
  readonly peakRssMb: number;
}

/**
 * One case: the ways' costs, our CPU time as a share of others', and the share we aim at. Shares are medians of the rounds'
 * own shares, not shares of medians: what else the machine does changes from round to round, less so within one.
 */
export interface CompositeCase {
  readonly name: string;
  readonly costs: Partial<Readonly<Record<Way, CompositeCost>>>;
  readonly ofPillow: number | undefined;
  readonly ofNaiveSharp: number | undefined;
  readonly goalOfPillow: number | undefined;
}

/** The result of {@link benchComposite}: plain JSON. */
export interface CompositeBench {
  readonly rounds: number;
  readonly pictures: number;
  readonly pillow: string;
  readonly cases: readonly CompositeCase[];
}

/** Shares of the original's CPU time, set from what a prototype reached (facts.md) with some room. */
const GOALS: Readonly<Record<string, number>> = {
  '1 MP JPEG': 0.65,
  '1 MP PNG': 0.7,
  '1 MP WebP': 0.78,
  '12 MP JPEG': 0.45,
  mixed: 0.68,
};

/**
 * Composites of twenty pictures, against the original's Python and Pillow and against sharp used naively. Every composite
 * runs in a fresh process, the ways take turns within a round so that a busy machine slows all alike, and medians are
 * taken. Pillow's part is left out, and said to be, where there is no Pillow.
 */
export async function benchComposite(rounds = 5): Promise<CompositeBench> {
  const pillow = await pillowVersion();
  const ways = WAYS.filter((way) => pillow !== undefined || !way.startsWith('Pillow'));
  const root = await mkdtemp(join(tmpdir(), 'evencast-bench-'));
  try {
    const cases: CompositeCase[] = [];
    for (const picture of PICTURE_CASES) {
      const folder = join(root, picture.name.replaceAll(' ', '-'));
      await makePictures(picture, folder);
      cases.push(await benchCase(picture.name, folder, ways, rounds));
    }
    return { rounds, pictures: 20, pillow: pillow ?? `skipped: ${PYTHON} has no Pillow`, cases };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function pillowVersion(): Promise<string | undefined> {
  const asked = run(PYTHON, ['-c', 'import PIL; print(PIL.__version__)']);
  return asked.then(({ stdout }) => stdout.trim()).catch(() => undefined);
}

async function benchCase(name: string, folder: string, ways: readonly Way[], rounds: number): Promise<CompositeCase> {
  const samples: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const sample: Round = {};
    for (const way of ways) sample[way] = await measure(way, folder);
    samples.push(sample);
  }
  const costs: Round = {};
  for (const way of ways) costs[way] = medians(samples.flatMap((sample) => sample[way] ?? []));
  return {
    name,
    costs,
    ofPillow: shareOf(samples, 'Pillow'),
    ofNaiveSharp: shareOf(samples, 'naive sharp'),
    goalOfPillow: GOALS[name],
  };
}

type Round = Partial<Record<Way, CompositeCost>>;

async function measure(way: Way, folder: string): Promise<CompositeCost> {
  const script = (file: string) => join(import.meta.dirname, file);
  const [command, ...args] = {
    evencast: [process.execPath, script('composite-worker.ts'), 'evencast', folder],
    'naive sharp': [process.execPath, script('composite-worker.ts'), 'naive', folder],
    Pillow: [PYTHON, script('composite_pillow.py'), 'original', folder],
    'Pillow, thumbnail first': [PYTHON, script('composite_pillow.py'), 'thumbnail-first', folder],
  }[way] as [string, ...string[]]; // the compiler widens a tuple inside an object literal
  const { stdout } = await run(command, args);
  return JSON.parse(stdout) as CompositeCost; // written by our own two workers
}

function medians(costs: readonly CompositeCost[]): CompositeCost {
  const tenths = (of: (cost: CompositeCost) => number) => Math.round((median(costs.map(of)) ?? 0) * 10) / 10;
  return {
    cpuMs: tenths((cost) => cost.cpuMs),
    firstCpuMs: tenths((cost) => cost.firstCpuMs),
    wallMs: tenths((cost) => cost.wallMs),
    peakRssMb: tenths((cost) => cost.peakRssMb),
  };
}

function shareOf(rounds: readonly Round[], other: Way): number | undefined {
  const share = median(
    rounds.flatMap(({ evencast: ours, [other]: theirs }) =>
      ours === undefined || theirs === undefined ? [] : [ours.cpuMs / theirs.cpuMs],
    ),
  );
  return share === undefined ? undefined : Math.round(share * 100) / 100;
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** {@link CompositeBench} as a table for people. */
export function compositeTable({ rounds, pictures, pillow, cases }: CompositeBench): string {
  const lines = [`Composite of ${pictures} pictures, CPU ms, median of ${rounds} rounds (Pillow ${pillow})`, ''];
  lines.push(`${'case'.padEnd(12)}${'way'.padEnd(26)}   CPU first  wall peak MB`);
  for (const { name, costs, ofPillow, ofNaiveSharp, goalOfPillow } of cases) {
    for (const [way, cost] of Object.entries(costs)) {
      const numbers = [cost.cpuMs, cost.firstCpuMs, cost.wallMs, cost.peakRssMb];
      lines.push(`${name.padEnd(12)}${way.padEnd(26)}${numbers.map((n) => n.toFixed(0).padStart(6)).join('')}`);
    }
    lines.push(
      `  ours is ${ofPillow ?? '?'} of Pillow (goal ${goalOfPillow ?? '?'}), ${ofNaiveSharp ?? '?'} of naive sharp`,
      '',
    );
  }
  return lines.join('\n');
}

if (import.meta.main) process.stdout.write(`${compositeTable(await benchComposite())}\n`);
