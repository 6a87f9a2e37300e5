import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const PROJECT = resolve(import.meta.dirname, '../../..');
const BIN = join(PROJECT, 'node_modules/.bin');

/** What a command of the CDK said, both streams together, and its exit code. */
export interface CdkAnswer {
  readonly code: number;
  readonly said: string;
}

/** The real CDK CLI about one stack of this project. */
export interface Cdk {
  bootstrap(): Promise<CdkAnswer>;
  /** Deploys as somebody does with `npx cdk deploy`; answers the outputs of the stack. */
  deploy(): Promise<Readonly<Record<string, string>>>;
  /** `cdk diff`: exit code 1 where there is a difference. Synthesizes anew. */
  diff(): Promise<CdkAnswer>;
  /** Deploys once more what {@link Cdk.diff} looked at. */
  deployAgain(): Promise<CdkAnswer>;
  destroy(): Promise<CdkAnswer>;
}

const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * @param stack its name.
 * @param folder for what the CDK writes: nothing of it lands in the project.
 * @param config the configuration file, read at each command.
 */
export function cdkFor(stack: string, folder: string, config: string): Cdk {
  const outputs = join(folder, 'outputs.json');
  const [first, second] = [join(folder, 'cdk.out'), join(folder, 'cdk.out.again')];
  // Functions run where the endpoint does; an account takes the default.
  const architecture = process.arch === 'x64' ? ['-c', 'architecture=x86_64'] : [];
  const settings = ['-c', `config=${config}`, '-c', `stack=${stack}`, ...architecture];
  return {
    bootstrap: () => cdk('bootstrap', ...settings, '-o', first),
    async deploy() {
      const options = ['--require-approval', 'never', '--outputs-file', outputs];
      const { code, said } = await cdk('deploy', stack, ...settings, '-o', first, ...options);
      if (code !== 0) throw new Error(`cdk deploy failed:\n${said}`);
      return outputsSchema.parse(JSON.parse(readFileSync(outputs, 'utf8')))[stack] ?? {};
    },
    diff: () => cdk('diff', stack, '--fail', ...settings, '-o', second),
    deployAgain: () => cdk('deploy', stack, '--app', second, '--require-approval', 'never'),
    destroy: () => cdk('destroy', stack, '--force', '--app', first),
  };
}

async function cdk(...argv: readonly string[]): Promise<CdkAnswer> {
  const env = { ...process.env, PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}`, CI: 'true', NO_COLOR: '1' };
  const child = spawn(join(BIN, 'cdk'), [...argv], { cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number>((done) => child.once('close', (code) => done(code ?? 1)));
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, said: `${out}${error}` };
}
