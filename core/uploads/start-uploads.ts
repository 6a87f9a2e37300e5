import type { Config } from '../config/config.ts';
import { inFlight } from '../in-flight.ts';
import type { Clock } from '../ports/clock.ts';
import type { RunStarter } from '../ports/run-starter.ts';
import { sha256Hex } from '../sha256.ts';
import { dueUploads, oneStart } from './due-uploads.ts';
import { lookAtSet } from './set-as-left.ts';
import { clearMark, type MarkPlace, readMarks, type UploadMark } from './upload-marks.ts';
import { reserveStart } from './upload-starts.ts';

/** What starting runs for uploads works with. */
export interface StartPorts extends MarkPlace {
  readonly clock: Clock;
  readonly starter: RunStarter;
}

/** What came of a sweep: the run, where one was started; whether the breaker kept one back; marks that were of our own writing. */
export interface Swept {
  readonly run: string | undefined;
  readonly actors: number;
  readonly breakerOpen: boolean;
  readonly cleared: number;
}

const LOOKS_IN_FLIGHT = 16;

/**
 * Starts one run for everybody whose uploads have been quiet. Two sweeps at once start one: the run's name follows from the
 * marks. Marks go after it was started, and one that has got another upload by then stays.
 */
export async function startForUploads(
  ports: StartPorts,
  { quietMinutes, dailyRuns, input }: Config['aws']['uploads'],
  signal: AbortSignal,
): Promise<Swept> {
  const due = dueUploads(await readMarks(ports, signal), ports.clock.now(), quietMinutes);
  const { uploaded, others } = await sorted(due, ports, signal);
  for (const mark of others) await clearMark(ports, mark, signal);
  const chosen = oneStart(uploaded);
  const nothing: Swept = { run: undefined, actors: 0, breakerOpen: false, cleared: others.length };
  if (chosen.length === 0) return nothing;

  const run = await nameOf(chosen);
  if (!(await reserveStart(ports, run, dailyRuns, signal))) return { ...nothing, breakerOpen: true };
  await ports.starter.start(run, { ...input, actors: chosen.map(({ actor }) => actor) }, { signal });
  for (const mark of chosen) await clearMark(ports, mark, signal);
  return { ...nothing, run, actors: chosen.length };
}

/** Marks of real uploads, and those of which nothing is left to look at; a set that a run works on is in neither. */
async function sorted(
  due: readonly UploadMark[],
  ports: StartPorts,
  signal: AbortSignal,
): Promise<{ readonly uploaded: readonly UploadMark[]; readonly others: readonly UploadMark[] }> {
  const looks = inFlight(due, LOOKS_IN_FLIGHT, async (mark) => ({
    mark,
    state: await lookAtSet(ports, mark.actor, ports.clock.now(), signal),
  }));
  const seen = await Array.fromAsync(looks);
  const marksOf = (...states: readonly string[]) =>
    seen.filter(({ state }) => states.includes(state)).map(({ mark }) => mark);
  return { uploaded: marksOf('uploaded'), others: marksOf('ours', 'gone') };
}

async function nameOf(marks: readonly UploadMark[]): Promise<string> {
  const hash = await sha256Hex(JSON.stringify(marks.map(({ actor, first, last }) => [actor, first, last])));
  return `uploads-${hash.slice(0, 32)}`;
}
