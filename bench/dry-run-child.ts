import { systemClock } from '../adapters/clock/system-clock.ts';
import { configSchema } from '../core/config/config.ts';
import { openWorld } from '../local/open-world.ts';
import { startRun } from '../local/start-run.ts';

/** One dry-run over the cast in argv[2], in a process of its own, so that its memory is its own. */
const [folder = '.', output = '.'] = process.argv.slice(2);
const config = configSchema.parse({});
const { world } = await openWorld({
  where: folder,
  state: undefined,
  cwd: folder,
  config,
  judge: 'offline',
  env: {},
  clock: systemClock(),
});
const started = performance.now();
const { review } = await startRun(world, {
  run: `bench-${process.pid}`,
  request: {},
  output,
  cwd: folder,
  signal: new AbortController().signal,
  tell: () => undefined,
});
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({
    actors: review.totals.actors,
    failed: review.totals.failed,
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    // Linux reports kilobytes.
    peakMb: maxRSS / 1024,
  }),
);
