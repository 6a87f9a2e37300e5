import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEGRADATIONS } from '../../adapters/sharp/degradations.ts';
import type { CheckedImage, JudgeCheck, Said } from '../../core/judge-check/check-record.ts';
import { NO_USAGE } from '../../core/judging/verdict.ts';
import { type OpenedWorld, openWorld, type WorldOptions } from '../open-world.ts';
import { type JudgedCast, judgeCast } from './judge-cast.ts';
import { readLabels } from './labels.ts';
import { layOutCopies, layOutSets, mixed, type Places } from './lay-out-sets.ts';

/** What is to be checked. */
export interface CheckOptions extends Omit<WorldOptions, 'where' | 'state'> {
  /** Where the labelled images are. */
  readonly folder: string;
  readonly labels: string;
  /** As the person named the folder. */
  readonly named: string;
  /** Most that the check may spend in all. */
  readonly budgetUsd: number;
  /** Of how many images copies are made worse, to see whether they score lower. */
  readonly copies: number;
  /** Whether everything is looked at twice. */
  readonly twice: boolean;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly retryPause: number | undefined;
  readonly tell: CheckTeller;
}

/** Hears how a check goes on. */
export interface CheckTeller {
  /** Before anything is asked: whom it is about and what it costs at most. */
  readonly begun: (opened: OpenedWorld, images: number, ceilingUsd: number) => void;
  readonly judged: (stage: string, done: number, sets: number) => void;
}

/**
 * Holds a judge against labelled images. They are laid out as a cast in a temporary folder, mixed and under names that tell
 * nothing, and judged by dry-runs: with their protocol, their caps and their words, so that what is measured is what runs get.
 *
 * @throws InvalidConfig for labels that cannot be used; whatever {@link openWorld} throws; Cancelled.
 */
export async function checkJudge(options: CheckOptions): Promise<JudgeCheck> {
  const { folder, labels, twice, seed, tell, clock, signal } = options;
  const images = await readLabels(folder, labels);
  const degraded = mixed(images, seed).slice(0, options.copies);
  const temporary = await mkdtemp(join(tmpdir(), 'evencast-judge-check-'));
  try {
    const roots = ['first', 'again', 'copies'].map((name) => join(temporary, name));
    for (const root of roots) await mkdir(root);
    const [firstRoot = '', againRoot = '', copiesRoot = ''] = roots;
    const look = lookInto(options);

    const places = await layOutSets(firstRoot, images, seed);
    const opened = await openWorld({ ...options, where: firstRoot, state: undefined });
    const asked = images.length * (twice ? 2 : 1) + degraded.length * DEGRADATIONS.length;
    tell.begun(opened, images.length, opened.world.judge.costCeiling(asked));
    const began = clock.now();
    const first = await look('first look', firstRoot, [places], opened);
    const ms = clock.now() - began;

    const placesAgain = twice ? await layOutSets(againRoot, images, seed + 1) : NOWHERE;
    const again = await look('second look', againRoot, [placesAgain]);

    const copied = degraded.length === 0 ? NO_COPIES : await layOutCopies(copiesRoot, degraded, signal);
    const worse = await look('worse copies', copiesRoot, [...copied.values()]);

    const [said, saidAgain] = [wordsOn(places, first), wordsOn(placesAgain, again)];
    const scores = scoresOf(copied, worse);
    return {
      schema: 1,
      at: new Date(began).toISOString(),
      judge: identity(opened, first),
      folder: options.named,
      images: images.map(
        ({ file, source, truth }): CheckedImage => ({
          file,
          source,
          truth,
          said: said.get(file),
          again: saidAgain.get(file),
          copies: scores.get(file),
        }),
      ),
      usage: first.usage,
      totalUsd: first.usage.usd + again.usage.usd + worse.usage.usd,
      ms,
      failures: [first, again, worse].flatMap(({ failures }) => failures),
      notes: [...new Set(first.evaluations.flatMap(({ judging }) => judging?.notes ?? []))],
    };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

const NOWHERE: Places = new Map();
const NO_COPIES: ReadonlyMap<string, Places> = new Map();
const NOT_LOOKED: JudgedCast = { said: new Map(), evaluations: [], failures: [], usage: NO_USAGE };

/** Looks at casts one after the other, each with the money that the ones before it left. */
function lookInto(options: CheckOptions) {
  let left = options.budgetUsd;
  return async (stage: string, root: string, places: readonly Places[], opened?: OpenedWorld): Promise<JudgedCast> => {
    const sets = places.reduce((sum, { size }) => sum + size, 0);
    if (sets === 0) return NOT_LOOKED;
    const { world } = opened ?? (await openWorld({ ...options, where: root, state: undefined }));
    let done = 0;
    const cast = await judgeCast(world, {
      run: 'check',
      budgetUsd: Math.max(0, left),
      signal: options.signal,
      retryPause: options.retryPause,
      judged: () => options.tell.judged(stage, ++done, sets),
    });
    left -= cast.usage.usd;
    return cast;
  };
}

/** What was said of each labelled file. */
function wordsOn(places: Places, { said }: JudgedCast): ReadonlyMap<string, Said> {
  const found = new Map<string, Said>();
  for (const [set, files] of places)
    for (const [name, file] of files) {
      const words = said.get(set)?.get(name);
      if (words !== undefined) found.set(file, words);
    }
  return found;
}

/** Scores of the copies of each labelled file, by how they were made worse. */
function scoresOf(copied: ReadonlyMap<string, Places>, worse: JudgedCast): ReadonlyMap<string, Record<string, number>> {
  const scores = new Map<string, Record<string, number>>();
  for (const [degradation, places] of copied)
    for (const [file, { score }] of wordsOn(places, worse))
      scores.set(file, { ...scores.get(file), [degradation]: score });
  return scores;
}

function identity({ judge: { judge } }: OpenedWorld, { evaluations }: JudgedCast): JudgeCheck['judge'] {
  const models = new Set(evaluations.flatMap(({ images }) => images.map(({ judge: { model } }) => model)));
  const { manner, signatures } = judge;
  return {
    name: signatures[0]?.name ?? '',
    models: [...models],
    ...(manner === undefined ? {} : { protocol: manner.protocol, promptHash: manner.promptHash }),
  };
}
