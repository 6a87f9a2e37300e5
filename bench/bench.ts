import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { CHROMIUM } from '../test/support/desk-browser.ts';
import { benchComposite, compositeTable } from './composite.ts';
import { benchDeskPages, deskTable } from './desk/desk.ts';
import { benchDeskIndex, deskIndexTable } from './desk-index.ts';
import { benchDryRun, dryRunTable } from './dry-run.ts';
import { benchHandlers, handlersTable } from './handlers.ts';
import { benchJudge, judgeTable } from './judge.ts';
import { benchOfflineJudge } from './offline-judge.ts';

const { values, positionals: asked } = parseArgs({ options: { styles: { type: 'string' } }, allowPositionals: true });

/** Images with a labels.csv. */
const STYLES = values.styles ?? fileURLToPath(new URL('../../shared/data/styles', import.meta.url));

/** The benchmarks, by the name that `npm run bench -- NAME` takes; all of them without a name. */
const BENCHES = {
  composite: async () => {
    const figures = await benchComposite();
    return { figures, table: compositeTable(figures) };
  },
  desk: async () => {
    if (CHROMIUM === undefined) return { figures: undefined, table: 'desk: skipped, there is no Chromium here' };
    const figures = await benchDeskPages();
    return { figures, table: deskTable(figures) };
  },
  'desk-index': async () => {
    const figures = await benchDeskIndex();
    return { figures, table: deskIndexTable(figures) };
  },
  'dry-run': async () => {
    const figures = await benchDryRun();
    return { figures, table: dryRunTable(figures) };
  },
  handlers: async () => {
    const figures = await benchHandlers();
    return { figures, table: handlersTable(figures) };
  },
  judge: async () => {
    if (!existsSync(join(STYLES, 'labels.csv'))) return { figures: undefined, table: skipped('judge') };
    const figures = await benchJudge(STYLES);
    return { figures, table: judgeTable(figures) };
  },
  'offline-judge': async () => {
    if (!existsSync(join(STYLES, 'labels.csv'))) return { figures: undefined, table: skipped('offline-judge') };
    const { wrong: _, ...figures } = await benchOfflineJudge(STYLES);
    return { figures, table: JSON.stringify(figures, null, 2) };
  },
} as const;

type BenchName = keyof typeof BENCHES;

const FIGURES = new URL('figures.json', import.meta.url);

const skipped = (name: string) =>
  `${name}: skipped, there are no labelled images in ${STYLES} (name another folder with --styles DIR)`;

function isBench(name: string): name is BenchName {
  return name in BENCHES;
}

async function figuresSoFar(): Promise<Record<string, unknown>> {
  return readFile(FIGURES, 'utf8').then(
    (text) => JSON.parse(text),
    () => ({}),
  );
}

const names = (Object.keys(BENCHES) as BenchName[]).filter((name) => asked.length === 0 || asked.includes(name));
const unknown = asked.filter((name) => !isBench(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exit(1);
}

const { stdout: commit } = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD']);
for (const name of names) {
  const { figures, table } = await BENCHES[name]();
  process.stdout.write(`${table}\n`);
  if (figures === undefined) continue;
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? '' };
  const all = {
    ...(await figuresSoFar()),
    [name]: { at: new Date().toISOString(), commit: commit.trim(), machine, figures },
  };
  await writeFile(FIGURES, `${JSON.stringify(all, null, 2)}\n`);
}
