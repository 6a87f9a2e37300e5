import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Config, configSchema } from '../../core/config/config.ts';
import { problemLines } from '../../core/config/problems.ts';
import { CONFIG_FILE } from '../../core/deployed-names.ts';
import { EvencastError } from '../../core/errors.ts';
import type { Environment } from '../environment.ts';

/** Of the configuration only where things lie: it is what all but two functions need, and takes a fifth of the time to check. */
const placesSchema = z.looseObject({ dataset: configSchema.shape.dataset });

/**
 * The configuration that the stack laid beside the function's code, checked.
 *
 * @throws InvalidConfig where it is not there or not as this version wants it, in a sentence that says what to do.
 */
export function functionConfig(env: Environment): Config {
  return configAs(configSchema, env);
}

/** The configuration as far as it says where images and records lie. @throws InvalidConfig as {@link functionConfig}. */
export function functionPlaces(env: Environment): Config['dataset'] {
  return configAs(placesSchema, env).dataset;
}

function configAs<T extends z.ZodType>(schema: T, env: Environment): z.infer<T> {
  const folder = env['LAMBDA_TASK_ROOT'];
  if (folder === undefined || folder === '')
    throw invalid('LAMBDA_TASK_ROOT is not set: this is no Lambda function', undefined);
  const file = join(folder, CONFIG_FILE);
  const parsed = schema.safeParse(jsonOf(file));
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
