import { App } from 'aws-cdk-lib';
import { asEvencastError } from '../core/errors.ts';
import { EvencastStack } from '../lib/evencast-stack.ts';
import { loadConfig } from '../local/config-file.ts';

const app = new App();

/** What the CLI was given with `-c NAME=VALUE`. */
function context(name: string): string | undefined {
  const value: unknown = app.node.tryGetContext(name);
  return typeof value === 'string' ? value : undefined;
}

try {
  const { config } = await loadConfig(process.cwd(), context('config'));
  const x86 = context('architecture') === 'x86_64';
  const deployed = x86 ? { ...config, aws: { ...config.aws, architecture: 'x86_64' as const } } : config;
  new EvencastStack(app, context('stack') ?? 'Evencast', { config: deployed });
} catch (error) {
  // A wrong setting is for a person to read; a stack trace would bury it.
  const { kind, message } = asEvencastError(error);
  if (kind !== 'input') throw error;
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
