import { EvencastError } from '../errors.ts';
import type { DeskActions } from '../ports/desk-actions.ts';
import { approveRun, rejectRun } from './act/approve-run.ts';
import { correctImageType, dismissImageFinding, pinImage, restoreRetired } from './act/change-image.ts';
import { rollBackRun } from './act/roll-back-run.ts';
import { saveDecisions } from './act/save-decisions.ts';
import type { DeskWorld } from './desk-world.ts';
import { BLIND_ONE_IN, POLL, SAMPLE_BEFORE_BULK, TYPED_ABOVE } from './limits.ts';
import { readActor } from './read/actor.ts';
import { readCast } from './read/cast.ts';
import { readChanges } from './read/changes.ts';
import { readDecisionLog } from './read/decision-log.ts';
import { estimateRun } from './read/estimate.ts';
import { pictureFinder } from './read/find-picture.ts';
import { readPictureLinks } from './read/picture-links.ts';
import { readProgress } from './read/progress.ts';
import { readRun } from './read/read-run.ts';
import { rollbackPreview } from './read/rollback-preview.ts';
import { readRunDetail, readRuns } from './read/runs.ts';

/** What the desk can do, over a world: the same on one machine and deployed. */
export function deskActions(world: DeskWorld): DeskActions {
  const { keeper, store, config, about } = world;
  const finder = pictureFinder(world);
  return {
    session: async ({ person }) => ({
      schema: 1,
      ...about,
      place: store.place,
      user: person.user,
      role: person.role,
      writeToken: '',
      typedAbove: TYPED_ABOVE,
      sampleBeforeBulk: SAMPLE_BEFORE_BULK,
      blindOneIn: BLIND_ONE_IN,
      poll: POLL,
      defaults: { budgetUsd: config.limits.budgetUsd },
      groups: Object.keys(config.groups),
    }),
    cast: ({ signal }) => readCast(world, signal),
    actor: ({ id, query, signal }) => readActor(world, id, first(query['run']), signal),
    runs: ({ signal }) => readRuns(world, signal),
    run: ({ id, signal }) => readRunDetail(world, id, signal),
    changes: ({ id, query, signal }) => readChanges(world, id, first(query['cursor']), signal),
    decisions: ({ id, query, signal }) => readDecisionLog(world, id, place(query['after']), signal),
    progress: ({ id, query, signal }) => readProgress(world, id, place(query['after']), signal),
    pictures: ({ query, signal }) => readPictureLinks(world, finder, query['of'] ?? [], signal),
    rollbackPreview: ({ query, signal }) => rollbackPreview(world, first(query['run']), query['actor'] ?? [], signal),
    decide: (call) => saveDecisions(world, call),
    approve: (call) => approveRun(world, call),
    reject: (call) => rejectRun(world, call),
    start: async ({ body, key }) => ({ run: await keeper.start(body, key) }),
    estimate: ({ body, signal }) => estimateRun(world, body, signal),
    // Under way already, by a second click or another window: following it is what was wanted.
    goOn: async ({ id, signal }) => {
      const { line } = await readRun(world, id, signal);
      if (!line.here) await keeper.goOn({ mode: 'resume', run: id });
      return { run: id };
    },
    cancel: async ({ id, signal }) => {
      await readRun(world, id, signal);
      const stopped = await keeper.stop(id);
      return { stopped, words: stopped ? 'It stops; what was done stands.' : 'It was not under way here.' };
    },
    rollBack: (call) => rollBackRun(world, call),
    pin: (call) => pinImage(world, call),
    restore: (call) => restoreRetired(world, call),
    correctType: (call) => correctImageType(world, call),
    dismiss: (call) => dismissImageFinding(world, call),
  };
}

function first(values: readonly string[] | undefined): string {
  return values?.[0] ?? '';
}

/** A place in a log or in events; 0 where none is given. */
function place(values: readonly string[] | undefined): number {
  const text = first(values);
  const number = Number(text);
  if (text === '' || (Number.isSafeInteger(number) && number >= 0)) return number;
  throw new EvencastError('InvalidRequest', '`after` takes a whole number.');
}
