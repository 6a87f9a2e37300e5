import { examine } from '../../local/doctor.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { styleFor } from '../render/style.ts';

/** Options of `evencast doctor`. */
export interface DoctorCommandOptions {
  readonly state?: string;
  readonly config?: string;
}

/** `evencast doctor [where]`: looks at everything that a run needs. */
export async function doctorCommand(where: string | undefined, options: DoctorCommandOptions, io: Io): Promise<number> {
  const { cwd, env, clock } = io;
  const checks = await examine({
    where,
    state: options.state,
    config: options.config,
    cwd,
    env,
    clock,
    nodeVersion: process.version,
  });
  const style = styleFor(io.stdout, io.env);
  for (const { name, ok, words } of checks) {
    const lines = words
      .split('\n')
      .map((line) => printable(line, 300))
      .join('\n         ');
    io.stdout.write(`${ok ? style.good('ok ') : style.bad('bad')}  ${name.padEnd(6)} ${lines}\n`);
  }
  return checks.every(({ ok }) => ok) ? EXIT.done : EXIT.usage;
}
