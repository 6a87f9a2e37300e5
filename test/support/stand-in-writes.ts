import type { IncomingHttpHeaders } from 'node:http';
import { putDecisionsSchema } from '../../core/desk/contract/decisions.ts';
import { IDEMPOTENCY_HEADER, PLAN_HASH_HEADER } from '../../core/desk/contract/headers.ts';
import { ROUTES } from '../../core/desk/contract/routes.ts';
import { carryOutFor } from '../../core/desk/rules/outcome.ts';
import { undoing } from '../../core/desk/rules/undo.ts';
import { madeUpActor, PLAN_HASH, RUN } from './desk-cast.ts';
import { APPROVAL } from './desk-records.ts';
import type { StandInState } from './stand-in-reads.ts';

/** What comes of a write, which is noted. @throws Error for one that the contract does not have */
export function standInWrite(desk: StandInState, url: URL, headers: IncomingHttpHeaders, body: unknown): unknown {
  const [, , room, , part] = url.pathname.split('/').map(decodeURIComponent);
  if (room === 'runs' && part === 'decisions') return saveDecisions(desk, headers, body);
  if (room === 'runs' && part === 'approve') {
    desk.approved = body;
    return { first: true, approval: APPROVAL, retire: 1, generate: 0, moved: [], started: true };
  }
  if (url.pathname === '/api/runs/estimate')
    return ROUTES.estimate.answer.parse({
      actors: 12,
      images: 240,
      toJudge: 20,
      judgingUsdAtMost: 0.06,
      toMake: 14,
      makingUsdAbout: 0.7,
      budgetUsd: 25,
      judge: 'offline',
      maker: 'offline',
    });
  if (url.pathname === '/api/rollbacks/pictures') return { run: RUN, done: 1, cannot: [] };
  if (part === 'replan') return { run: '20261124-143000-again' };
  if (room === 'rollbacks' || url.pathname === '/api/runs') return { run: RUN };
  if (part === 'cancel') return { stopped: true, words: 'stopped; what is done stays done' };
  return { changed: true, run: null };
}

function saveDecisions({ log }: StandInState, headers: IncomingHttpHeaders, body: unknown): unknown {
  if (headers[PLAN_HASH_HEADER] !== `"${PLAN_HASH}"`) throw new Error('no plan hash');
  const wanted = putDecisionsSchema.parse(body);
  const sequence = log.length + 1;
  const decisions =
    wanted.kind === 'undo'
      ? undoing(log, wanted.sequence).map((said) => ({ ...said, change: said.change ?? null }))
      : wanted.kind === 'prompt'
        ? [{ actor: wanted.actor, change: wanted.change, carryOut: null, prompt: wanted.prompt }]
        : wanted.decisions.map(({ actor, change, outcome }) => {
            const found = madeUpActor(actor, true).changes.find((each) => each.change.id === change);
            if (found === undefined) throw new Error(`no change ${change}`);
            return { actor, change, carryOut: carryOutFor(found.change, outcome) };
          });
  const undoes = wanted.kind === 'undo' ? wanted.sequence : null;
  const entry = {
    sequence,
    by: 'reviewer one',
    at: new Date().toISOString(),
    key: String(headers[IDEMPOTENCY_HEADER]),
    undoes,
    carriedFrom: null,
    decisions,
  };
  log.push(entry);
  return { sequence, entry, moved: [] };
}
