import { type EnteredBatch, readDecisions } from '../../approval/decisions.ts';
import type { DecisionLog, LogEntry } from '../contract/decisions.ts';
import type { DeskWorld } from '../desk-world.ts';
import { readRun } from './read-run.ts';

/** The whole log of a run; what was read before is not read again. */
export async function wholeLog(world: DeskWorld, run: string, signal: AbortSignal): Promise<readonly EnteredBatch[]> {
  const known = world.memory.logs.get(run) ?? new Map<number, EnteredBatch>();
  world.memory.logs.set(run, known);
  const log = await readDecisions(world, run, signal, known);
  for (const entry of log) known.set(entry.sequence, entry);
  return log;
}

/** An entry as the desk shows it. */
export function logEntry({ sequence, by, at, key, undoes, carriedFrom, decisions }: EnteredBatch): LogEntry {
  return {
    sequence,
    by,
    at,
    key: key ?? null,
    undoes: undoes ?? null,
    carriedFrom: carriedFrom ?? null,
    decisions: decisions.map(({ actor, change, carryOut, prompt }) => {
      return { actor, change: change ?? null, carryOut, ...(prompt === undefined ? {} : { prompt }) };
    }),
  };
}

/** The log of the present plans behind a place. */
export async function readDecisionLog(
  world: DeskWorld,
  run: string,
  after: number,
  signal: AbortSignal,
): Promise<DecisionLog> {
  const { approval } = await readRun(world, run, signal);
  const planHash = approval?.planHash ?? '';
  const log = await wholeLog(world, run, signal);
  return {
    planHash,
    sequence: log.at(-1)?.sequence ?? 0,
    entries: log.filter((entry) => entry.sequence > after && entry.planHash === planHash).map(logEntry),
  };
}
