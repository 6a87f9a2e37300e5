import type { Applied } from '../../../../core/records/applied.ts';
import { NOTHING_APPLIED } from '../../../../core/records/applied.ts';
import type { Report } from '../../../../core/records/report.ts';
import type { PageInput } from '../../../../core/report/page/page-input.ts';
import { picture } from '../../../support/distinct-images.ts';
import { fullSet, pageInput, planned, type WorldActor } from './page-world.ts';

const MODEL = 'black-forest-labs/flux-kontext-pro';

/** A run that acted: how it was decided and who made images. */
export const ACTED: Partial<Report> = {
  mode: 'execute',
  state: 'applied',
  approval: {
    run: 'run-1',
    planHash: '9f3c'.repeat(16),
    state: 'approved',
    requestedAt: '2026-11-22T14:03:30.000Z',
    expiresAt: '2026-11-25T14:03:30.000Z',
    scope: {},
    decided: { by: 'mira', at: '2026-11-22T15:10:00.000Z', note: 'looks right' },
  },
};

/** What carrying out all of a plan leaves behind, every image at the first try for five cents. */
export function allApplied({ details: { plan } }: WorldActor, standIn = false): Applied {
  const made = plan.changes.filter((change) => change.kind === 'generate');
  return {
    ...NOTHING_APPLIED,
    outcome: 'applied',
    open: false,
    added: made.map(({ type, promptNumber }, index) => ({
      file: `made-${index}.jpg`,
      type,
      score: 8.5,
      promptNumber,
      standIn,
    })),
    retired: plan.changes.flatMap((change) => (change.kind === 'retire' ? [change.file] : [])),
    ledger: made.map(({ id, promptNumber }) => ({
      change: id,
      number: 1,
      promptNumber,
      model: MODEL,
      outcome: 'added',
      words: '',
      usd: 0.05,
    })),
    counts: plan.after.counts,
    usd: made.length * 0.05,
  };
}

/** An actor whose plan a run began to carry out; what is not said of it went as planned. */
export function acted(actor: string, of: (all: Applied) => Partial<Applied> = () => ({})): WorldActor {
  const before = planned(actor, fullSet());
  const all = allApplied(before);
  const applied = { ...all, ...of(all) };
  const gone = new Set(applied.retired);
  const stay = fullSet().filter(({ file }) => !gone.has(file));
  const joined = applied.added.map(({ file, type, score }) => picture(file, { type, score }));
  const set = [...stay, ...joined].map((each, index) => ({ ...each, label: String(index + 1).padStart(2, '0') }));
  const { evaluation } = planned(actor, set).details;
  const after = { evaluation, preview: new Uint8Array([4, 5, 6]) };
  return { row: { ...before.row, applied }, details: { ...before.details, after } };
}

/** One missing of each kind instead of the last three that joined, and one image held back. */
export function partly(all: Applied): Partial<Applied> {
  const lost = all.ledger.slice(-3);
  const [tried, budget, stopped] = lost;
  const type = 'bw_stylized';
  return {
    outcome: 'partly',
    open: true,
    added: all.added.slice(0, -3),
    ledger: [
      ...all.ledger.slice(0, -3),
      ...(tried === undefined
        ? []
        : [
            { ...tried, outcome: 'refused' as const, words: 'flagged as sensitive', usd: 0 },
            { ...tried, number: 2, outcome: 'rejected' as const, words: 'not of the type asked for' },
          ]),
    ],
    missing: [
      { change: tried?.change ?? '', type, why: 'tried', words: 'not of the type asked for' },
      { change: budget?.change ?? '', type, why: 'budget', words: 'no money left for it' },
      { change: stopped?.change ?? '', type, why: 'stopped', words: 'Replicate does not answer. Resume the run.' },
    ],
    retired: all.retired.slice(0, -1),
    held: all.retired.slice(-1).map((file) => ({ file, because: 'target' as const })),
    usd: (all.ledger.length - 2) * 0.05,
  };
}

/** The input of a page about a run that acted. */
export function actedInput(
  actors: readonly WorldActor[],
  report: Partial<Report> = {},
  failures: PageInput['rows'] = [],
): PageInput {
  const input = pageInput(actors, failures, { nextCommand: undefined });
  return { ...input, report: { ...input.report, ...ACTED, ...report } };
}
