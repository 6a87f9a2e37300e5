import { readyJudge } from '../adapters/chosen-judge.ts';
import { readyMaker } from '../adapters/chosen-maker.ts';
import type { Environment } from '../adapters/environment.ts';
import { configuredModels } from '../adapters/openai/configured-judge.ts';
import type { ModelLook } from '../adapters/openai/model-life.ts';
import { asEvencastError } from '../core/errors.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { ObjectStore } from '../core/ports/object-store.ts';
import { loadConfig } from './config-file.ts';
import { openPlace } from './places/open-place.ts';

/** The oldest Node that everything here runs on: sharp 0.35 and vitest 5 want 22, type stripping 22.18. */
const OLDEST_NODE = [22, 18] as const;

/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, and what to do where it is not right. */
  readonly words: string;
}

/** What the doctor looks at. */
export interface DoctorOptions {
  readonly where: string | undefined;
  readonly state: string | undefined;
  readonly config: string | undefined;
  readonly cwd: string;
  readonly env: Environment;
  readonly clock: Clock;
  readonly nodeVersion: string;
}

/** Looks at everything that a run needs, one after the other, and stops at nothing. */
export async function examine(options: DoctorOptions): Promise<readonly Check[]> {
  const { cwd, env, clock, where, state } = options;
  const checks: Check[] = [nodeCheck(options.nodeVersion)];
  const loaded = await attempt(
    'config',
    () => loadConfig(cwd, options.config),
    ({ file }) => file ?? 'none; the defaults hold',
    checks,
  );
  const config = loaded?.config;
  if (config !== undefined) {
    const judge = await attempt(
      'judge',
      async () => readyJudge(undefined, config, env, clock),
      ({ name, why, judge }) => `${name}, ${judge.signatures.map(({ model }) => model).join(', then ')} (${why})`,
      checks,
    );
    if (judge?.name === 'openai')
      await attempt('models', () => configuredModels(config, env, clock), modelWords, checks);
    await attempt(
      'maker',
      async () => readyMaker(undefined, config, env, clock),
      ({ maker, why }) => `${maker.name}, ${maker.model} (${why})`,
      checks,
    );
  }
  if (config === undefined || where === undefined) return checks;
  const place = await attempt(
    'place',
    () => openPlace(where, cwd, config.dataset, state),
    ({ store }) => store.place,
    checks,
  );
  if (place === undefined) return checks;
  await attempt(
    'read',
    () => countFolders(place.store, place.layout.actors),
    (count) => `${count} actor folders`,
    checks,
  );
  await attempt(
    'write',
    () => writeAndDelete(place.store, place.layout.settings.statePrefix),
    () => 'records can be written',
    checks,
  );
  return checks;
}

function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const ok = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return {
    name: 'node',
    ok,
    words: ok
      ? version
      : `${version}; install ${OLDEST_NODE.join('.')} or newer, or start with npm, which brings its own`,
  };
}

/** A server of one's own may list its models under other names than it takes, so that none is listed is no fault. */
function modelWords({ offered, warnings }: ModelLook): string {
  const names = offered.length === 0 ? 'the server lists none of the configured ones' : `${offered.join(', ')} offered`;
  return [names, ...warnings.map((words) => `warning: ${words}`)].join('\n');
}

async function attempt<T>(
  name: string,
  look: () => Promise<T>,
  words: (found: T) => string,
  checks: Check[],
): Promise<T | undefined> {
  try {
    const found = await look();
    checks.push({ name, ok: true, words: words(found) });
    return found;
  } catch (error) {
    checks.push({ name, ok: false, words: asEvencastError(error).message });
    return undefined;
  }
}

async function countFolders(store: ObjectStore, prefix: string): Promise<number> {
  let count = 0;
  for await (const name of store.folders(prefix)) count += prefix === '' && name.startsWith('.') ? 0 : 1;
  return count;
}

async function writeAndDelete(store: ObjectStore, statePrefix: string): Promise<void> {
  const key = `${statePrefix}/doctor-was-here`;
  await store.put(key, 'Evencast looked whether it can write here. This file can be deleted.\n');
  await store.delete(key);
}
