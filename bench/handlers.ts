import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type BuildOptions, build } from 'esbuild';
import { TASKS } from '../core/contract.ts';
import { CONFIG_FILE, ENVIRONMENT, HELPERS } from '../core/deployed-names.ts';
import { BUNDLING, WITH_SHARP } from '../lib/bundling.ts';

/** How large one function is and what importing it costs. */
export interface HandlerFigures {
  readonly name: string;
  readonly kB: number;
  /** CPU and wall time of importing it in a fresh process, in ms: the medians. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** CPU time against a bundled S3 client of the same rounds. */
  readonly ofS3Client: number;
  readonly limit: number;
}

/** What the handlers' benchmark found. */
export interface HandlersBench {
  readonly rounds: number;
  readonly s3Client: Omit<HandlerFigures, 'ofS3Client' | 'limit'>;
  readonly handlers: readonly HandlerFigures[];
}

const ROOT = resolve(import.meta.dirname, '..');
const ROUNDS = 9;
/** Limits of the issue: size in kB, and times what the S3 client costs; sharp alone is .68 of it. */
const [MAX_KB, MAX_RATIO, MAX_RATIO_WITH_SHARP] = [1024, 1.3, 1.7];
const S3_CLIENT = 'client-s3';

/** Everything that some function wants in its environment; nothing of it is reached while importing. */
const FUNCTION_ENVIRONMENT = {
  AWS_REGION: 'us-west-1',
  [ENVIRONMENT.bucket]: 'bench',
  [ENVIRONMENT.stack]: 'bench',
  [ENVIRONMENT.approvalTopic]: 'arn:aws:sns:us-west-1:123456789012:bench',
  [ENVIRONMENT.stateMachine]: 'arn:aws:states:us-west-1:123456789012:stateMachine:bench',
  [ENVIRONMENT.decideFunction]: 'bench',
  [ENVIRONMENT.deskAddress]: 'https://bench.example',
};

const IMPORT = `
const [time, cpu] = [performance.now(), process.cpuUsage()];
await import(process.argv[1]);
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify([(user + system) / 1000, performance.now() - time]));
process.exit(0);`;

const run = promisify(execFile);

/**
 * Bundles every function as the stack does and imports each in a fresh process, round by round, beside the S3 client bundled as
 * NodejsFunction does without our settings (what anybody who uses S3 pays).
 */
export async function benchHandlers(): Promise<HandlersBench> {
  const folder = await mkdtemp(join(tmpdir(), 'evencast-handlers-'));
  try {
    await writeFile(join(folder, CONFIG_FILE), '{}');
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const names = [...Object.values(TASKS), ...Object.values(HELPERS)];
    await build({
      ...common(folder, S3_CLIENT),
      stdin: { contents: "export * from '@aws-sdk/client-s3'", resolveDir: ROOT },
    });
    for (const name of names) await bundleHandler(name, folder);

    const costs = new Map<string, [number, number][]>();
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of [S3_CLIENT, ...names]) {
        const cost = await importOnce(join(folder, `${name}.mjs`), folder);
        costs.set(name, [...(costs.get(name) ?? []), cost]);
      }
    }
    const measured = async (name: string) => {
      const all = costs.get(name) ?? [];
      const kB = Math.round((await stat(join(folder, `${name}.mjs`))).size / 1024);
      return { name, kB, cpuMs: median(all.map(([cpu]) => cpu)), wallMs: median(all.map(([, wall]) => wall)) };
    };
    const s3Client = await measured(S3_CLIENT);
    const handlers = [];
    for (const name of names) {
      const figures = await measured(name);
      const limit = WITH_SHARP.includes(name) ? MAX_RATIO_WITH_SHARP : MAX_RATIO;
      handlers.push({ ...figures, ofS3Client: Math.round((figures.cpuMs / s3Client.cpuMs) * 100) / 100, limit });
    }
    return { rounds: ROUNDS, s3Client, handlers };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function common(folder: string, name: string): BuildOptions {
  const { format, target, minify, banner } = BUNDLING;
  const outfile = join(folder, `${name}.mjs`);
  return { bundle: true, platform: 'node', format, target, minify, banner: { js: banner }, outfile, logLevel: 'error' };
}

async function bundleHandler(name: string, folder: string): Promise<void> {
  const { mainFields, alias, sourceMap, sourcesContent } = BUNDLING;
  await build({
    ...common(folder, name),
    entryPoints: [join(ROOT, 'lambdas', name, 'index.ts')],
    sourcemap: sourceMap,
    sourcesContent,
    mainFields: [...mainFields],
    alias: { ...alias },
    external: WITH_SHARP.includes(name) ? ['sharp'] : [],
  });
}

async function importOnce(file: string, folder: string): Promise<[number, number]> {
  const env = { PATH: process.env['PATH'], ...FUNCTION_ENVIRONMENT, LAMBDA_TASK_ROOT: folder };
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', IMPORT, file], { env });
  return JSON.parse(stdout);
}

function median(values: readonly number[]): number {
  return Math.round((values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0) * 10) / 10;
}

/** The figures against their limits, for a terminal. */
export function handlersTable({ rounds, s3Client, handlers }: HandlersBench): string {
  const row = ({ name, kB, cpuMs, wallMs }: HandlersBench['s3Client']) =>
    `${name.padEnd(18)}${`${kB}`.padStart(6)}${cpuMs.toFixed(0).padStart(9)}${wallMs.toFixed(0).padStart(9)}`;
  const lines = handlers.map((each) => {
    const over = [each.kB > MAX_KB ? 'too large' : '', each.ofS3Client > each.limit ? 'too slow' : ''].filter(Boolean);
    return `${row(each)}${each.ofS3Client.toFixed(2).padStart(8)} of ${each.limit.toFixed(1)}  ${over.join(', ')}`.trimEnd();
  });
  const heading = `Cold import of each function, median of ${rounds} rounds; at most ${MAX_KB} kB`;
  return [heading, '', `${'function'.padEnd(18)}    kB   CPU ms  wall ms   ratio`, row(s3Client), ...lines].join('\n');
}

if (import.meta.main) process.stdout.write(`${handlersTable(await benchHandlers())}\n`);
