import { createInterface } from 'node:readline';
import { editedIn } from '../../core/approval/edited-in.ts';
import { EvencastError } from '../../core/errors.ts';
import { usdWords } from '../../core/money/prices.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { ApprovalCall, ApprovalDesk } from '../../core/ports/approval-desk.ts';
import type { ActorResult } from '../../core/records/actor-result.ts';
import { planRecordSchema } from '../../core/records/plan-record.ts';
import { parseRecord } from '../../core/records/record-text.ts';
import { runStatus } from '../../core/records/run-history.ts';
import { decideRun } from '../../local/decide-run.ts';
import type { Place } from '../../local/places/open-place.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { actorTable } from '../render/run-summary.ts';
import { styleFor } from '../render/style.ts';
import { ANSWERS, type Answer, readAnswer } from './answers.ts';
import { decidedWords } from './decided-words.ts';
import { planLines } from './plan-lines.ts';

/** What the person has said so far; nothing of it holds before "yes". */
interface Said {
  readonly skipped: Set<string>;
  readonly kept: Map<string, Set<string>>;
}

/**
 * A desk at the terminal: shows the plans and takes answers until they are approved, rejected or left for later. Where the
 * input ends nothing is decided.
 *
 * @param pause makes room on the screen.
 */
export function terminalDesk(place: () => Place, io: Io, by: string, pause: () => void): ApprovalDesk {
  return {
    async call(call, signal) {
      pause();
      const said: Said = { skipped: new Set(), kept: new Map() };
      const { actors } = await runStatus(place(), call.approval.run);
      const open = actors.filter((actor) => actor.status === 'planned');
      showCall(call, open, io);
      const lines = createInterface({ input: io.stdin ?? process.stdin, terminal: false, signal });
      try {
        prompt(io);
        for await (const line of lines) {
          if (await take(readAnswer(line), { call, open, said, place: place(), by, io })) return;
          prompt(io);
        }
      } finally {
        lines.close();
      }
    },
  };
}

interface Talk {
  readonly call: ApprovalCall;
  readonly open: readonly ActorResult[];
  readonly said: Said;
  readonly place: Place;
  readonly by: string;
  readonly io: Io;
}

function prompt(io: Io): void {
  io.stderr.write('Carry this out? [y/n/l/o/k/s/?] ');
}

function showCall({ totals, budgetUsd, place }: ApprovalCall, open: readonly ActorResult[], io: Io): void {
  const style = styleFor(io.stderr, io.env);
  const what = `${totals.retire} to retire, ${totals.generate} to make, about ${usdWords(totals.usd)} of ${usdWords(budgetUsd)}`;
  const lines = [
    '',
    ...actorTable(open, style),
    '',
    style.bold(
      `Plans for ${open.length} ${open.length === 1 ? 'actor' : 'actors'} in ${printable(place, 200)}: ${what}.`,
    ),
    'What is retired is moved aside and can be put back: evencast rollback, evencast restore.',
    ...ANSWERS.map((line) => style.dim(line)),
  ];
  io.stderr.write(`${lines.join('\n')}\n`);
}

/** Does what was answered; true when the talk is over. */
async function take(answer: Answer, talk: Talk): Promise<boolean> {
  const { io, open, call } = talk;
  const say = (words: string) => io.stderr.write(`${printable(words, 400)}\n`);
  switch (answer.kind) {
    case 'yes':
      await decide('approved', talk);
      return true;
    case 'no':
      await decide('rejected', talk);
      return true;
    case 'later':
      return true;
    case 'help':
      io.stderr.write(`${ANSWERS.join('\n')}\n`);
      return false;
    case 'list':
      showCall(call, open, io);
      return false;
    case 'unknown':
      say(`${answer.words} ? shows what can be said.`);
      return false;
    case 'keep':
    case 'unkeep':
      if (isPlanned(answer.image.actor, open, say)) await aboutImage(answer, talk, say);
      return false;
    default:
      if (isPlanned(answer.actor, open, say)) await aboutActor(answer, talk, say);
      return false;
  }
}

type Say = (words: string) => unknown;

function isPlanned(actor: string, open: readonly ActorResult[], say: Say): boolean {
  const found = open.some((each) => each.actor === actor);
  if (!found) say(`There are no plans for an actor called ${actor}.`);
  return found;
}

async function aboutActor(
  { kind, actor }: Extract<Answer, { kind: 'open' | 'skip' | 'unskip' }>,
  talk: Talk,
  say: Say,
): Promise<void> {
  const { skipped, kept } = talk.said;
  if (kind === 'skip') {
    skipped.add(actor);
    say(`${actor} is left out.`);
  } else if (kind === 'unskip') {
    skipped.delete(actor);
    say(`${actor} is in again.`);
  } else {
    const style = styleFor(talk.io.stderr, talk.io.env);
    const own = (await editedIn(talk.place, talk.call.approval.run)).filter((each) => each.actor === actor);
    const edited = new Map(own.map(({ change, prompt }) => [change, prompt] as const));
    const lines = planLines(await planOf(actor, talk), kept.get(actor) ?? new Set(), edited, style);
    talk.io.stderr.write(`${lines.join('\n')}\n`);
  }
}

async function aboutImage(
  { kind, image: { actor, image } }: Extract<Answer, { kind: 'keep' | 'unkeep' }>,
  talk: Talk,
  say: Say,
): Promise<void> {
  const { kept } = talk.said;
  if (kind === 'unkeep') {
    kept.get(actor)?.delete(image);
    say(`${image} may leave.`);
    return;
  }
  const { changes } = await planOf(actor, talk);
  if (!changes.some((change) => change.kind === 'retire' && change.file === image)) {
    say(`The plan does not retire ${image} of ${actor}.`);
    return;
  }
  kept.set(actor, (kept.get(actor) ?? new Set()).add(image));
  say(`${image} of ${actor} stays.`);
}

async function planOf(actor: string, { place, call }: Talk): Promise<Plan> {
  const key = place.layout.runActor(call.approval.run, actor, 'plan.json');
  return parseRecord(planRecordSchema, (await place.store.get(key)).body, key).plan;
}

async function decide(state: 'approved' | 'rejected', { said, place, call, by, io }: Talk): Promise<void> {
  const keep = [...said.kept].flatMap(([actor, images]) => [...images].map((image) => ({ actor, image })));
  const wish = {
    state,
    by,
    ...(said.skipped.size === 0 ? {} : { except: [...said.skipped] }),
    keep: keep.filter(({ actor }) => !said.skipped.has(actor)),
  };
  const { won, approval } = await decideRun(place, io.clock, call.approval.run, wish);
  if (won) return;
  const words = `Somebody was first: run ${approval.run} ${decidedWords(approval)}. See: evencast status ${approval.run}`;
  // The one who was first carries it out, or has ended it.
  throw new EvencastError('InvalidRequest', words);
}
