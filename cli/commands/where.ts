import type { Config } from '../../core/config/config.ts';
import { EvencastError } from '../../core/errors.ts';
import { loadConfig } from '../../local/config-file.ts';
import { type LastPlace, lastPlace } from '../../local/places/last-place.ts';
import { openPlace, type Place } from '../../local/places/open-place.ts';
import { type OpenedStack, openStack } from '../../local/stack/open-stack.ts';
import type { Io } from '../io.ts';

/** Options that say where a command looks. */
export interface WhereOptions {
  readonly in?: string;
  readonly state?: string;
  readonly config?: string;
  /** Name of a deployed pipeline's stack. */
  readonly stack?: string;
}

/** Where a command looks: the place, how it was named, and what the last run of this working folder was there. */
export interface Where {
  readonly place: Place;
  readonly where: string;
  readonly state: string | undefined;
  readonly config: Config;
  readonly last: LastPlace | undefined;
  /** The deployed pipeline, where the command is about one. */
  readonly pipeline: OpenedStack | undefined;
}

/** Where the command looks: `--in`, else where the last run of this working folder worked. */
export async function whereOf(options: WhereOptions, io: Io): Promise<Where> {
  if (options.stack !== undefined) return whereOfStack(options.stack, options, io);
  const last = await lastPlace(io.cwd);
  const where = options.in ?? last?.where;
  if (where === undefined)
    throw new EvencastError(
      'InvalidRequest',
      'Nothing ran in this folder yet. Say where to look with --in FOLDER or --in s3://bucket/prefix.',
    );
  const { config } = await loadConfig(io.cwd, options.config);
  const sameAsLast = options.in === undefined || options.in === last?.where;
  const state = options.state ?? (sameAsLast ? last?.state : undefined);
  const place = await openPlace(where, io.cwd, config.dataset, state);
  return { place, where, state, config, last: sameAsLast ? last : undefined, pipeline: undefined };
}

async function whereOfStack(stack: string, options: WhereOptions, io: Io): Promise<Where> {
  const { config } = await loadConfig(io.cwd, options.config);
  const pipeline = await openStack(stack, io.cwd, config.dataset);
  const { place, where } = pipeline;
  return { place, where, state: undefined, config, last: undefined, pipeline };
}

/** The run that is meant: the one named, else the last one of this working folder. */
export function runOf(run: string | undefined, last: LastPlace | undefined): string {
  if (run !== undefined) return run;
  if (last !== undefined) return last.run;
  throw new EvencastError('InvalidRequest', 'Which run? Name one; `evencast runs --in FOLDER` lists them.');
}

/** Who is at work, for the record of decisions. */
export function userOf({ env }: Io): string {
  return env['EVENCAST_USER'] ?? env['USER'] ?? env['LOGNAME'] ?? env['USERNAME'] ?? 'somebody at this machine';
}
