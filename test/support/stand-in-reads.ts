import type { LogEntry } from '../../core/desk/contract/decisions.ts';
import { ROUTES } from '../../core/desk/contract/routes.ts';
import type { DeployedSide } from './deployed-side.ts';
import { madeUpActor, PLAN_HASH, TARGET } from './desk-cast.ts';
import {
  castOf,
  EARLIER,
  lineOf,
  type MadeUpRun,
  OF_ACTOR,
  progressOf,
  rollbackOf,
  type StandInMood,
  sessionOf,
} from './desk-records.ts';

/** What a made-up desk knows. */
export interface StandInState {
  readonly mood: StandInMood;
  readonly log: LogEntry[];
  readonly deployed: DeployedSide;
  readonly run: MadeUpRun;
  /** What the approval said; undefined before there is one. */
  approved: unknown;
}

/** What is read at an address. @throws Error for an address that is none */
export function standInRead(desk: StandInState, url: URL): unknown {
  const [, , room, id, part] = url.pathname.split('/').map(decodeURIComponent);
  const actors = desk.run.waiting.map((actor) => madeUpActor(actor, desk.approved === undefined));
  switch (room) {
    case 'session':
      return ROUTES.session.answer.parse(sessionOf(desk.mood));
    case 'pictures':
      return desk.deployed.links(url.searchParams.getAll('of'));
    case 'cast':
      return ROUTES.cast.answer.parse(castOf(desk.run));
    case 'actors':
      return ROUTES.actor.answer.parse(madeUpActor(id ?? '', desk.run.waiting.includes(id ?? '')));
    case 'rollbacks':
      return ROUTES.rollbackPreview.answer.parse(rollbackOf(desk.run));
    default:
      break;
  }
  if (id === undefined)
    return ROUTES.runs.answer.parse({
      runs: [lineOf(desk.run), { ...lineOf(desk.run), ...EARLIER }].map((line) => ({
        ...line,
        ofActor: url.searchParams.has('actor') ? OF_ACTOR : null,
      })),
    });
  switch (part) {
    case undefined:
      return ROUTES.run.answer.parse({
        run: lineOf(desk.run),
        planHash: desk.approved === undefined ? PLAN_HASH : null,
        budgetUsd: 25,
        byReason: { excess: { items: 1, actors: 1 } },
        sequence: desk.log.length,
        actors: [],
      });
    case 'changes':
      return ROUTES.changes.answer.parse({
        planHash: PLAN_HASH,
        plans: actors.map(({ actor, before, after }) => ({
          actor,
          planHash: PLAN_HASH,
          before,
          target: TARGET,
          after,
        })),
        changes: actors.flatMap(({ changes }) => changes),
        next: null,
      });
    case 'decisions': {
      const after = Number(url.searchParams.get('after') ?? 0);
      return ROUTES.decisions.answer.parse({
        planHash: PLAN_HASH,
        sequence: desk.log.length,
        entries: desk.log.filter(({ sequence }) => sequence > after),
      });
    }
    case 'progress':
      return ROUTES.progress.answer.parse(progressOf(desk.run));
    default:
      throw new Error(`no route ${url.pathname}`);
  }
}
