import type { Clock } from '../core/ports/clock.ts';

/** A stream that text is written to; a terminal says so. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** Everything that the program takes from the world around it, so that tests can drive it whole. */
export interface Io {
  /** Where a person types; undefined where nobody can. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  /** Ends what is under way: Ctrl-C. */
  readonly signal: AbortSignal;
  /** Milliseconds between tries instead of what the state machine says; for tests. */
  readonly retryPause?: number;
}
