import manifest from 'evencast/package.json' with { type: 'json' };
import { systemClock } from '../adapters/clock/system-clock.ts';
import { evencast } from '../cli/program.ts';

const stop = new AbortController();
// The first Ctrl-C ends the run cleanly, the second at once.
process.once('SIGINT', () => {
  process.once('SIGINT', () => process.exit(130));
  stop.abort();
});
process.once('SIGTERM', () => stop.abort());
// `evencast … | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await evencast(
  process.argv.slice(2),
  {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    clock: systemClock(),
    random: Math.random,
    signal: stop.signal,
  },
  manifest.version,
);
