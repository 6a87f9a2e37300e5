import type { Cast } from '../../core/desk/contract/cast.ts';
import { ACTOR_STATES } from '../../core/desk/rules/cast-codes.ts';
import { madeUpActor, RUN, TARGET } from './desk-cast.ts';
import { drawnHash } from './desk-pictures.ts';

/** Whom the stand-in's run is about, who is balanced, and whether its decision is still open. */
export interface MadeUpRun {
  readonly waiting: readonly string[];
  readonly balanced: readonly string[];
  readonly open: boolean;
}

/** The decision about the run once it was taken. */
export const APPROVAL = {
  state: 'approved' as const,
  requestedAt: '2026-11-24T14:05:00.000Z',
  expiresAt: '2026-11-27T14:05:00.000Z',
  by: 'reviewer one',
  at: '2026-11-24T14:30:00.000Z',
  note: 'weekly',
};

/** What an earlier run has otherwise. */
export const EARLIER = {
  run: '20261105-090000-before',
  startedAt: '2026-11-05T09:00:00.000Z',
  state: 'applied' as const,
  done: { retired: 88, added: 51, missing: 0, failed: 0, usd: 2.55 },
  approval: APPROVAL,
};

/** What a run did to one actor. */
export const OF_ACTOR = { standing: 'applied', retire: 3, generate: 2, retired: 3, added: 2 };

/** The overview. */
export function castOf({ waiting, balanced, open }: MadeUpRun): Cast {
  const ids = [...waiting, ...balanced];
  const of = (waits: (at: number) => number, rest: (at: number) => number) =>
    ids.map((_, at) => (at < waiting.length ? waits(at) : rest(at)));
  return {
    schema: 1,
    asOf: '2026-11-24T14:05:00.000Z',
    unreadableRuns: [],
    attention: open
      ? {
          run: RUN,
          state: 'review',
          startedAt: '2026-11-24T14:05:00.000Z',
          expiresAt: '2026-11-27T14:05:00.000Z',
          actors: waiting.length,
          retire: waiting.length * 3,
          generate: waiting.length * 2,
          usd: waiting.length * 0.1,
          byReason: {
            'near-copy': waiting.length,
            'below-minimum': waiting.length,
            excess: waiting.length,
            'missing/bw_stylized': waiting.length * 2,
          },
        }
      : null,
    stateCounts: ACTOR_STATES.map((state) =>
      state === 'review' ? waiting.length : state === 'on-target' ? balanced.length : 0,
    ),
    runs: [{ run: RUN, startedAt: '2026-11-24T14:05:00.000Z', state: open ? 'review' : 'applied' }],
    groups: ['leads'],
    columns: {
      id: ids,
      state: of(
        () => 0,
        () => 4,
      ),
      nowPhoto: of(
        () => 15,
        () => 13,
      ),
      nowBw: of(
        () => 2,
        () => 4,
      ),
      nowColour: of(
        () => 3,
        () => 3,
      ),
      wantPhoto: ids.map(() => 13),
      wantBw: ids.map(() => 4),
      wantColour: ids.map(() => 3),
      afterPhoto: of(
        () => 12,
        () => 13,
      ),
      afterBw: ids.map(() => 4),
      afterColour: ids.map(() => 3),
      score10: ids.map((_, at) => 61 + ((at * 7) % 30)),
      retire: of(
        () => 3,
        () => 0,
      ),
      generate: of(
        () => 2,
        () => 0,
      ),
      findings: of(
        () => 0b11,
        () => 0,
      ),
      run: ids.map(() => 1),
      group: ids.map((_, at) => at % 2),
    },
  };
}

/** The run's line in the history. */
export function lineOf({ waiting, balanced, open }: MadeUpRun) {
  return {
    run: RUN,
    startedAt: '2026-11-24T14:05:00.000Z',
    mode: 'execute' as const,
    state: open ? ('review' as const) : ('applied' as const),
    actors: waiting.length + balanced.length,
    planned: {
      actors: waiting.length,
      retire: waiting.length * 3,
      generate: waiting.length * 2,
      usd: 0.4,
    },
    done: { retired: open ? 0 : 1, added: open ? 0 : 1, missing: 0, failed: 0, usd: open ? 0 : 0.05 },
    approval: open ? null : APPROVAL,
    rollbacks: [],
    plannedAgain: [],
    decisionsFrom: null,
    here: true,
    elsewhere: false,
    problem: null,
  };
}

/** How far the run is. */
export function progressOf({ waiting, open }: MadeUpRun) {
  const actor = waiting[0] ?? '';
  const at = '2026-11-24T14:31:02.000Z';
  return {
    run: RUN,
    state: open ? ('applying' as const) : ('applied' as const),
    startedAt: '2026-11-24T14:30:00.000Z',
    sequence: 3,
    epoch: 'one',
    stages: [
      { name: 'look', state: 'done', done: 12, total: 12 },
      { name: 'review', state: 'done', done: 1, total: 1 },
      { name: 'apply', state: open ? 'under-way' : 'done', done: 5, total: 12 },
      { name: 'report', state: open ? 'waiting' : 'done', done: 0, total: 1 },
    ],
    pictures: { generate: { done: 5, total: 24 }, retire: { done: 4, total: 36 } },
    pace: open ? { pictures: 5, secondsEach: 2.4 } : null,
    elsewhere: false,
    secondsLeft: open ? 640 : null,
    spentUsd: 0.35,
    estimateUsd: 0.8,
    budgetUsd: 25,
    failures: [
      { actor, error: 'MakerRefused', message: 'The maker refused the prompt; another one is tried next time.' },
    ],
    events: [
      { sequence: 1, at, actor, what: 'started', message: null, picture: null },
      {
        sequence: 2,
        at,
        actor,
        what: 'added',
        message: null,
        picture: {
          actor,
          file: 'new.webp',
          sha256: madeUpActor(actor, true).pictures.at(-4)?.sha256 ?? null,
          type: 'bw_stylized',
          score: 7,
          standIn: true,
        },
      },
      { sequence: 3, at, actor, what: 'failed', message: 'provider refused', picture: null },
    ],
    ifStopped: open ? { retired: 4, added: 5, words: 'Nothing further is begun.' } : null,
    problem: null,
    pollMs: 2000,
  };
}

/** How the stand-in behaves; a test changes it while it runs. */
export interface StandInMood {
  /** Answers nothing at all, as a server that is gone. */
  offline: boolean;
  /** Pictures wait so many milliseconds. */
  pictureDelay: number;
  /** Decisions are refused as being about other plans. */
  stale: boolean;
  /** What writes have to carry; another one after the desk was started anew. */
  token: string;
  /** Undefined: in no group of the desk. */
  role: 'viewer' | 'reviewer' | 'approver' | undefined;
  /** The first link of each picture leads nowhere, as when what it was signed with has ended. */
  brokenLinks: boolean;
  /** One in so many is a blind look. */
  blindOneIn: number;
}

/** Who sits at the desk. */
export function sessionOf(mood: StandInMood) {
  return {
    schema: 1,
    mode: 'local',
    version: '0.1.0',
    place: '/home/ada/cast',
    user: 'reviewer one',
    role: mood.role,
    writeToken: mood.token,
    typedAbove: { retirements: 500, shareOfASet: 0.25 },
    sampleBeforeBulk: 20,
    blindOneIn: mood.blindOneIn,
    poll: { visibleMs: 2000, hiddenMs: 15000 },
    judge: { name: 'offline', model: 'offline-statistics-1', why: 'no key' },
    maker: { name: 'offline', model: 'stand-in', why: 'no token', standIn: true },
    defaults: { budgetUsd: 25 },
    groups: ['leads', 'extras'],
  };
}

/** What taking the run back would do. */
export function rollbackOf({ waiting }: MadeUpRun) {
  return {
    run: RUN,
    actors: waiting.slice(0, 3).map((actor, at) => ({
      actor,
      putBack: [{ file: 'a.jpg', sha256: drawnHash(`${actor}/photorealistic/2`) }],
      takeOut: [{ file: 'b.jpg', sha256: drawnHash(`${actor}/bw_stylized/0`) }],
      cannot: at === 0 ? [{ file: 'c.jpg', words: 'it was removed by hand since' }] : [],
      first: [],
      now: TARGET,
      after: { photorealistic: 14, bw_stylized: 3, color_stylized: 3 },
    })),
    putBack: 3,
    takeOut: 3,
    cannot: 1,
    blocked: 0,
  };
}
