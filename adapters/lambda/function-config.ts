import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, configSchema } from '../../core/config/config.ts';
import { problemLines } from '../../core/config/problems.ts';
import { CONFIG_FILE } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import type { Environment } from '../environment.ts';

/**
 * The configuration that the stack laid beside the function's code, checked.
 *
 * @throws InvalidConfig where it is not there or not as this version wants it, in a sentence that says what to do.
 */
export function functionConfig(env: Environment): Config {
  const folder = env['LAMBDA_TASK_ROOT'];
  if (folder === undefined || folder === '')
    throw invalid('LAMBDA_TASK_ROOT is not set: this is no Lambda function', undefined);
  const file = join(folder, CONFIG_FILE);
  const parsed = configSchema.safeParse(jsonOf(file));
  if (parsed.success) return parsed.data;
  throw invalid(`its ${CONFIG_FILE} is not valid (${problemLines(parsed.error).join('; ')})`, parsed.error);
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw invalid(`${file} cannot be read as JSON`, cause);
  }
}

function invalid(what: string, cause: unknown): EvencastError {
  const words = `The function has no configuration: ${what}. Deploy it with the stack: npx cdk deploy.`;
  return new EvencastError('InvalidConfig', words, { cause });
}
