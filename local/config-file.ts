import { readFile, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { type Config, configSchema } from '../core/config/config.ts';
import { problemLines } from '../core/config/problems.ts';
import { EvencastError } from '../core/errors.ts';
import { STARTING_CONFIG } from './starting-config.ts';

/** The name under which a config is found without being named. */
export const CONFIG_FILE = 'evencast.config.jsonc';

/** A configuration and where it came from. */
export interface LoadedConfig {
  readonly config: Config;
  /** The file's path; undefined where there is none and the defaults hold. */
  readonly file: string | undefined;
}

/**
 * Reads the configuration: the file named, else `evencast.config.jsonc` in `cwd` where it is there, else the defaults.
 *
 * @throws InvalidConfig with every problem, each named by its path or its line; NotFound for a named file that is missing.
 */
export async function loadConfig(cwd: string, named: string | undefined): Promise<LoadedConfig> {
  const file = resolve(cwd, named ?? CONFIG_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (!isMissing(cause))
      throw new EvencastError('AccessDenied', `Cannot read the config ${file}. Look at its permissions.`, { cause });
    if (named === undefined) return { config: configSchema.parse({}), file: undefined };
    throw new EvencastError('NotFound', `There is no config ${file}. Write one with: evencast config init`, { cause });
  }
  return { config: parseConfig(text, file), file };
}

/** Checks a config's text. `file` is for the messages. */
export function parseConfig(text: string, file: string): Config {
  const errors: ParseError[] = [];
  // Windows' Notepad puts a byte-order mark before the text.
  const value: unknown = parse(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  const parsed = configSchema.safeParse(value ?? {});
  const problems =
    errors.length > 0
      ? errors.map((error) => syntaxWords(text, error))
      : parsed.success
        ? []
        : problemLines(parsed.error);
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new EvencastError(
    'InvalidConfig',
    `The config ${file} is not valid:\n${problems.map((line) => `  ${line}`).join('\n')}`,
  );
}

function syntaxWords(text: string, { error, offset }: ParseError): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${printParseErrorCode(error)}`;
}

/** The published JSON Schema as an editor finds it from a config in `cwd`. */
function schemaFrom(cwd: string): string {
  const path = relative(cwd, fileURLToPath(new URL('../docs/config.schema.json', import.meta.url)));
  return path.startsWith('.') ? path : `./${path}`;
}

/**
 * Writes the commented starting config.
 *
 * @returns its path.
 * @throws InvalidRequest where a config is there already.
 */
export async function initConfig(cwd: string): Promise<string> {
  const file = resolve(cwd, CONFIG_FILE);
  try {
    await writeFile(
      file,
      STARTING_CONFIG.replace('./docs/config.schema.json', () => schemaFrom(cwd)),
      { flag: 'wx' },
    );
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') {
      throw new EvencastError(
        'InvalidRequest',
        `${file} is there already; it was left as it is. Check it with: evencast config check`,
        { cause },
      );
    }
    throw new EvencastError('AccessDenied', `Cannot write ${file}. Look at the folder's permissions.`, { cause });
  }
  return file;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
