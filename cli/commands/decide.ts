import { EvencastError } from '../../core/errors.ts';
import { decidableRun, decideRun, type KeptImage, leaveOut } from '../../local/decide-run.ts';
import type { OpenedStack } from '../../local/stack/open-stack.ts';
import { decidedWords } from '../approval/decided-words.ts';
import { editedLines } from '../approval/edited-lines.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { actorTable, totalLines } from '../render/run-summary.ts';
import { styleFor } from '../render/style.ts';
import { type CarryOnOptions, carryOn } from './carry-on.ts';
import { runOf, userOf, whereOf } from './where.ts';

/** Options of `evencast approve` and `evencast reject`. */
export interface DecideOptions extends CarryOnOptions {
  readonly except?: readonly string[];
  readonly keep?: readonly string[];
}

/** `evencast approve [RUN]`: shows the plans, approves them, and carries them out. */
export async function approveCommand(run: string | undefined, options: DecideOptions, io: Io): Promise<number> {
  const found = await whereOf(options, io);
  const name = runOf(run, found.last);
  await showPlans(name, found.place, options, io);
  if (found.pipeline !== undefined) return decideOnStack(name, 'approved', found.pipeline, options, io);
  const answer = await decideRun(found.place, io.clock, name, {
    state: 'approved',
    by: userOf(io),
    only: options.actorId,
    except: options.except,
    keep: options.keep?.map(keptImage),
  });
  if (!answer.won && answer.approval.state !== 'approved') return lost(name, decidedWords(answer.approval), io);
  if (!answer.won) io.stderr.write(`Run ${name} ${printable(decidedWords(answer.approval), 200)}; going on with it.\n`);
  return carryOn({ mode: 'resume', run: name }, found, options, io);
}

/** `evencast reject [RUN]`: closes the run without a change, or leaves some of its actors out. */
export async function rejectCommand(run: string | undefined, options: DecideOptions, io: Io): Promise<number> {
  const found = await whereOf(options, io);
  const name = runOf(run, found.last);
  if (options.actorId !== undefined) {
    const approval = await leaveOut(found.place, io.clock, name, userOf(io), options.actorId);
    if (approval.state !== 'pending') return lost(name, decidedWords(approval), io);
    io.stdout.write(
      `${options.actorId.length} left out. The rest of run ${name} ${printable(decidedWords(approval), 200)}.\n`,
    );
    return EXIT.done;
  }
  if (found.pipeline !== undefined) return decideOnStack(name, 'rejected', found.pipeline, options, io);
  const { won, approval } = await decideRun(found.place, io.clock, name, { state: 'rejected', by: userOf(io) });
  if (!won && approval.state !== 'rejected') return lost(name, decidedWords(approval), io);
  return carryOn({ mode: 'resume', run: name }, found, options, io);
}

/** What is decided about, before it is. */
async function showPlans(
  run: string,
  place: Parameters<typeof decidableRun>[0],
  { json }: DecideOptions,
  io: Io,
): Promise<void> {
  if (json === true) return;
  const { actors, report } = await decidableRun(place, run);
  const style = styleFor(io.stderr, io.env);
  const planned = actors.filter(({ status }) => status === 'planned');
  const totals = report === undefined ? [] : totalLines(report.review.totals, report.budgetUsd, style, 'waiting');
  const edited = await editedLines(place, run, style);
  io.stderr.write(`${[`Run ${run}:`, ...actorTable(planned, style), '', ...totals, ...edited].join('\n')}\n`);
}

/** Has the deployed pipeline decide; its state machine goes on by itself then. */
async function decideOnStack(
  run: string,
  state: 'approved' | 'rejected',
  pipeline: OpenedStack,
  options: DecideOptions,
  io: Io,
): Promise<number> {
  const { actorId: only, except, keep } = options;
  const { won, approval } = await pipeline.decide(run, { state, only, except, keep: keep?.map(keptImage) });
  const words = printable(decidedWords(approval), 200);
  if (!won && approval.state !== state) return lost(run, words, io);
  io.stdout.write(`Run ${run} ${words}. Watch it with: npx evencast watch ${run} --stack ${pipeline.name}\n`);
  return EXIT.done;
}

function keptImage(text: string): KeptImage {
  const [, actor = '', image = ''] = /^([^/]+)\/([^/]+)$/u.exec(text) ?? [];
  if (actor !== '') return { actor, image };
  throw new EvencastError('InvalidRequest', `--keep ${JSON.stringify(text)} names no image. Write it as ACTOR/IMAGE.`);
}

function lost(run: string, words: string, io: Io): number {
  const style = styleFor(io.stderr, io.env);
  io.stderr.write(
    `${style.bad('Error:')} Run ${run} ${printable(words, 200)}; that holds. See: evencast status ${run}\n`,
  );
  return EXIT.failed;
}
