import { InvalidArgumentError, Option } from 'commander';
import { PROTOCOLS } from '../../core/judging/protocol.ts';
import type { Io } from '../io.ts';

/** What every command is registered with: the world, and what ends the program with a code. */
export interface Registering {
  readonly io: Io;
  readonly end: (code: number) => void;
}

/** The example at the end of a command's help. */
export function example(...commands: readonly string[]): string {
  return `\nExample:\n${commands.map((command) => `  $ ${command}`).join('\n')}`;
}

/** A whole number from `least` up. */
export function whole(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || text.trim() === '')
      throw new InvalidArgumentError(`It takes a whole number from ${least} up.`);
    return value;
  };
}

/** An amount in USD. */
export function dollars(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0 || text.trim() === '')
    throw new InvalidArgumentError('It takes an amount in USD, such as 2.50.');
  return value;
}

/** An option that can be given several times. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Where the records lie. */
export const stateOption = () =>
  new Option(
    '--state <dir>',
    "keep Evencast's records here, not beside the images (for images that must not be written to)",
  );
/** Which configuration. */
export const configOption = () =>
  new Option('--config <file>', 'configuration (default: evencast.config.jsonc where it is there)');
/** Where a run worked. */
export const inOption = () =>
  new Option('--in <where>', 'where the run worked (default: where the last run of this folder did)');

/** How a vision model is asked. */
export const protocolOption = () =>
  new Option(
    '--protocol <how>',
    'how a vision model is shown the images (default: judge.protocol of the config)',
  ).choices(PROTOCOLS);

/** A deployed pipeline. */
export const stackOption = () => new Option('--stack <name>', 'a deployed pipeline, by the name of its stack');

/** Only some actors. */
export const actorOption = (words: string) =>
  new Option('--actor-id <id>', `${words} (can be given several times)`).argParser(collected);
