import { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { Io, TextStream } from '../../cli/io.ts';
import { evencast } from '../../cli/program.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** How a terminal differs from a pipe in an empty folder, without keys. */
export interface TerminalOptions {
  /** The working folder; a new temporary one unless told. */
  readonly cwd?: string;
  readonly env?: Io['env'];
  /** Which of the two streams are a terminal. */
  readonly isTTY?: readonly ('stdout' | 'stderr')[];
  /** Hears every text as it is written. */
  readonly onOutput?: (text: string) => void;
  /** What somebody types when asked, a line each; then the input ends. Without it nobody is there to be asked. */
  readonly answers?: readonly string[];
  /** Takes the place of the fake clock, where what is watched takes its own time. */
  readonly clock?: Clock;
}

/** A command that has ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order of writing. */
  readonly said: string;
}

/** Somebody who types commands and reads what comes back. */
export interface Terminal {
  readonly cwd: string;
  readonly clock: FakeClock;
  /** Types `evencast` with these arguments. Nothing is ever thrown: then the test fails. */
  type(...argv: readonly string[]): Promise<Ended>;
  /** Ctrl-C, for the command under way and all after it. */
  interrupt(): void;
}

let drawn = 0;

/** Different for every run of a test file, as ids of runs in the same (fake) second must be. */
function random(): number {
  drawn += 1;
  return ((drawn * 7919) % 100_003) / 100_003;
}

/** A terminal on the exported program: no process, no waiting between tries, a clock that only moves when slept on. */
export function terminal(options: TerminalOptions = {}): Terminal {
  const { cwd = temporaryFolder(), env = {}, isTTY = [], onOutput, answers } = options;
  const clock = fakeClock();
  const stop = new AbortController();
  return {
    cwd,
    clock,
    interrupt: () => stop.abort(),
    async type(...argv) {
      const written: { readonly to: 'stdout' | 'stderr'; readonly text: string }[] = [];
      const stream = (to: 'stdout' | 'stderr'): TextStream => ({
        isTTY: isTTY.includes(to),
        columns: 120,
        rows: 30,
        write: (text) => {
          written.push({ to, text });
          onOutput?.(text);
        },
      });
      const io: Io = {
        ...(answers === undefined ? {} : { stdin: typed(answers) }),
        stdout: stream('stdout'),
        stderr: stream('stderr'),
        env,
        cwd,
        clock: options.clock ?? clock,
        random,
        signal: stop.signal,
        retryPause: 0,
      };
      const code = await evencast(argv, io, '1.2.3-test');
      const of = (to: string) => written.flatMap((each) => (each.to === to ? [each.text] : [])).join('');
      return { code, stdout: of('stdout'), stderr: of('stderr'), said: written.map(({ text }) => text).join('') };
    },
  };
}

/** A person at the keyboard. */
function typed(lines: readonly string[]): NonNullable<Io['stdin']> {
  return Object.assign(Readable.from(lines.map((line) => `${line}\n`)), { isTTY: true });
}

/** The rows of the table that a run ends with, by actor: the cells as they stand, runs of spaces as one separator. */
export function rowsOf({ stdout }: Ended): ReadonlyMap<string, readonly string[]> {
  const lines = stripVTControlCharacters(stdout).split('\n');
  const from = lines.findIndex((line) => line.startsWith('actor '));
  const to = lines.findIndex((line) => line.startsWith('now, target, after'));
  return new Map(
    lines.slice(from + 1, to).map((line) => {
      const [actor = '', ...cells] = line.split(/ {2,}/);
      return [actor, cells];
    }),
  );
}
