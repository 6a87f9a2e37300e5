import { type Approval, withoutToken } from '../../core/approval/approval.ts';
import type { ApprovalPorts, DecideAnswer } from '../../core/approval/decide.ts';
import { decideRun } from '../../core/approval/decide-run.ts';
import { problemLines } from '../../core/config/problems.ts';
import { type DecideInput, type DecideOutput, decideInputSchema } from '../../core/contract.ts';
import { EvencastError, isEvencastError } from '../../core/errors.ts';
import type { WaitingTask } from '../../core/ports/waiting-task.ts';

/** What Decide works with. */
export interface DecidePorts extends ApprovalPorts {
  readonly waiting: WaitingTask;
}

/**
 * Takes a person's decision about a run, and ends the run's wait for it. Whoever asks again gets the same answer, and the
 * wait is ended again: the first time may have been lost. What the person has to act on is answered as a refusal in words.
 *
 * Errors: those of the store, and those of ending the wait, after the decision was written: asking again is right.
 */
export async function decide(input: unknown, ports: DecidePorts, signal: AbortSignal): Promise<DecideOutput> {
  const answer = await decided(input, ports, signal);
  if ('kind' in answer) return answer;
  await endWait(answer.approval, ports.waiting, signal);
  return { kind: 'decided', won: answer.won, approval: withoutToken(answer.approval) };
}

async function decided(
  input: unknown,
  ports: DecidePorts,
  signal: AbortSignal,
): Promise<DecideAnswer | Extract<DecideOutput, { kind: 'refused' }>> {
  try {
    const { run, ...wish } = parseDecision(input);
    return await decideRun(ports, run, wish, signal);
  } catch (error) {
    if (!isEvencastError(error) || error.kind !== 'input') throw error;
    return { kind: 'refused', error: error.name, message: error.message };
  }
}

/** A run on one machine has no token: whoever started it waits itself. */
async function endWait({ token }: Approval, waiting: WaitingTask, signal: AbortSignal): Promise<void> {
  if (token !== undefined) await waiting.end(token, { signal });
}

function parseDecision(input: unknown): DecideInput {
  const parsed = decideInputSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const words = `The decision is not valid. ${problemLines(parsed.error).join('; ')}.`;
  throw new EvencastError('InvalidRequest', words);
}
