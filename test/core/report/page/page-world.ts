import { NO_USAGE } from '../../../../core/judging/verdict.ts';
import { planSet } from '../../../../core/plan/plan.ts';
import type { SetImage } from '../../../../core/plan/set-image.ts';
import type { Judge } from '../../../../core/ports/judge.ts';
import type { ActorResult, PlannedResult } from '../../../../core/records/actor-result.ts';
import { momentName } from '../../../../core/records/moment.ts';
import type { Report } from '../../../../core/records/report.ts';
import type { ActorDetails, PageInput } from '../../../../core/report/page/page-input.ts';
import { totalsOf } from '../../../../core/report/totals.ts';
import { picture, pictures } from '../../../support/distinct-images.ts';
import { PLANNED_WITH } from '../../../support/plan-settings.ts';
import { flipBits, hashOf } from '../../../support/set-images.ts';

const USAGE = { calls: 2, inputTokens: 4100, outputTokens: 1250, usd: 0.0036 };

/** An actor on a page. */
export interface WorldActor {
  readonly row: PlannedResult;
  readonly details: ActorDetails;
}

/** A set with one of everything: both kinds of copies, a bad one, an excess, a pinned and an unsure one, a type that lacks. */
export function fullSet(): readonly SetImage[] {
  const hash = hashOf(11);
  const set = [
    ...pictures('photorealistic', 15),
    picture('original.jpg', { score: 9, hash, sha256: 'a'.repeat(64) }),
    picture('original copy.jpg', { score: 9, hash, sha256: 'a'.repeat(64) }),
    picture('smaller.jpg', { hash: flipBits(hash, 5), width: 500, height: 500 }),
    picture('bad.jpg', { score: 2 }),
    picture('pinned.jpg', { score: 2, pinned: true }),
    picture('doubtful.jpg', { score: 3, unsure: true }),
    ...pictures('color_stylized', 3),
  ];
  return set.map((each, index) => ({ ...each, label: String(index + 1).padStart(2, '0') }));
}

/** A set that needs nothing. */
export function goodSet(): readonly SetImage[] {
  return [...pictures('photorealistic', 13), ...pictures('bw_stylized', 4), ...pictures('color_stylized', 3)];
}

/** What judging and planning a set leaves behind. */
export function planned(actor: string, set: readonly SetImage[], more: Partial<ActorDetails> = {}): WorldActor {
  const plan = planSet(actor, set, PLANNED_WITH);
  const retire = plan.changes.filter(({ kind }) => kind === 'retire').length;
  const counts = { before: plan.before.counts, target: plan.target, after: plan.after.counts };
  const unsure = set.filter((each) => each.unsure).length;
  const row: PlannedResult = {
    schema: 1,
    actor,
    status: plan.balanced ? 'balanced' : 'planned',
    ...counts,
    meanScore: set.length === 0 ? 0 : 6.5,
    retire,
    generate: plan.changes.length - retire,
    usd: plan.cost.usd,
    findings: plan.findings,
    unreadable: 1,
    unsure,
    usage: USAGE,
    planHash: 'f'.repeat(64),
  };
  const evaluation: ActorDetails['evaluation'] = {
    schema: 1,
    actor,
    run: 'run-1',
    images: set.map(({ file, label, unsure, verdict }) => ({
      ...verdict,
      reason: `judge on ${label}`,
      file,
      label,
      unsure,
    })),
    unreadable: [{ file: 'broken.jpg', reason: 'cut off at a third' }],
    distribution: plan.before,
    target: PLANNED_WITH.target,
    analysis: 'many close portraits',
    usage: USAGE,
    remembered: 3,
  };
  return { row, details: { plan, evaluation, preview: new Uint8Array([1, 2, 3]), ...more } };
}

/** An actor that could not be worked on. */
export function failed(
  actor: string,
  message = 'The judge did not answer. Run again.',
  error = 'JudgeUnavailable',
): ActorResult {
  return { schema: 1, actor, status: 'failed', error, message, usage: NO_USAGE };
}

const JUDGE: Judge['signatures'][number]['name'] = 'openai';

/** A dry-run's report but for what its actors come to. */
const REPORT: Omit<Report, 'review'> = {
  schema: 1,
  run: 'run-1',
  startedAt: '2026-11-22T14:03:11.120Z',
  place: '/photos',
  mode: 'dry-run',
  state: 'planned',
  maker: { name: 'replicate', model: 'flux-kontext', standIn: false, why: 'REPLICATE_API_TOKEN is set' },
  judge: { name: JUDGE, model: 'gpt-4.1-mini', why: 'OPENAI_API_KEY is set' },
  budgetUsd: 25,
};

/** The input of a page about these actors; failures first, as the Report step sorts them. */
export function pageInput(
  actors: readonly WorldActor[],
  failures: readonly ActorResult[] = [],
  more: Partial<PageInput> = {},
): PageInput {
  const rows = [...failures, ...actors.map(({ row }) => row)];
  const review = { totals: totalsOf(rows), planHash: '9f3c'.repeat(16) };
  return {
    report: { ...REPORT, review },
    rows,
    details: new Map(actors.map(({ row, details }) => [row.actor, details])),
    sheetHref: (actor, moment) =>
      `actors/${encodeURIComponent(actor.toWellFormed())}/${momentName(moment, 'composite.jpg')}`,
    nextCommand: 'evencast desk run-1',
    ...more,
  };
}
