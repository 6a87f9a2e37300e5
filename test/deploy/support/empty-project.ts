import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');
/** Two installations of some hundred packages each, on a busy machine. */
const ENDS_WITHIN_MS = 300_000;
/** What npm says where it reaches no registry and has not everything in its cache. */
const NO_REGISTRY = /code (E?NOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)/;
/** Characters of an answer that a failure repeats. */
const SAID = 3000;
const QUIET = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

/** Somebody's own project, which has nothing of this repository but what it installs. */
export interface EmptyProject {
  readonly folder: string;
  write(file: string, text: string): void;
  /** Installs packages. */
  install(...packages: readonly string[]): Promise<void>;
  /** Runs a command as it is typed there; answers stdout. Fails with everything that was said where it fails. */
  type(command: string, ...argv: readonly string[]): Promise<string>;
  /** Removes it, which takes a while: it is some 400 MB. */
  remove(): Promise<void>;
}

/** An empty project, with a `node_modules` folder of its own. */
export function emptyProject(): EmptyProject {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'own', private: true, type: 'module' }));
  const type = (command: string, ...argv: readonly string[]) => said(folder, command, argv);
  return {
    folder,
    type,
    write: (file, text) => writeFileSync(join(folder, file), text),
    remove: () => rm(folder, { recursive: true, force: true }),
    install: async (...packages) => void (await type('npm', 'install', ...QUIET, ...packages)),
  };
}

const packedSchema = z.tuple([z.object({ filename: z.string() })]);

/** Builds and packs this repository as `npm pack` does. Answers the path of the tarball. */
export async function pack(): Promise<string> {
  const folder = temporaryFolder();
  const answer = await said(PROJECT, 'npm', ['pack', '--silent', '--json', '--pack-destination', folder]);
  const [{ filename }] = packedSchema.parse(JSON.parse(answer));
  return join(folder, filename);
}

/** Whether something failed because npm has no registry here. */
export function isNoRegistry(error: unknown): boolean {
  return error instanceof Error && NO_REGISTRY.test(error.message);
}

/** Commands find the Node that runs the tests, and in the project its own programs before ours. */
async function said(cwd: string, command: string, argv: readonly string[]): Promise<string> {
  const ours = [join(cwd, 'node_modules/.bin'), dirname(process.execPath), join(PROJECT, 'node_modules/.bin')];
  // vitest says `test`, with which Vite would build React for development.
  const { NODE_ENV: _, ...inherited } = process.env;
  const env = { ...inherited, PATH: [...ours, process.env['PATH'] ?? ''].join(delimiter), NO_COLOR: '1', CI: 'true' };
  const options = { cwd, env, timeout: ENDS_WITHIN_MS, maxBuffer: 64 * 2 ** 20 };
  const { stdout } = await promisify(execFile)(command, argv, options).catch((error: unknown) => {
    const {
      message,
      stdout = '',
      stderr = '',
    } = error as Error & { readonly stdout?: string; readonly stderr?: string };
    // A program that fails in minified code quotes all of it.
    throw new Error([message, stdout, stderr].map((text) => text.slice(-SAID)).join('\n'));
  });
  return stdout;
}
