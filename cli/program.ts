import { Command, CommanderError } from 'commander';
import { asEvencastError } from '../core/errors.ts';
import { EXIT, exitCodeFor } from './exit-codes.ts';
import type { Io } from './io.ts';
import { addCarryOn, addDecisions } from './register/carry-on.ts';
import { addDesk } from './register/desk.ts';
import { addImages } from './register/images.ts';
import { example } from './register/options.ts';
import { addPastRuns } from './register/past-runs.ts';
import { addRun } from './register/run.ts';
import { addSetup } from './register/setup.ts';
import { addStack } from './register/stack.ts';
import { printable } from './render/printable.ts';
import { styleFor } from './render/style.ts';

/** Characters of an error's line that are shown: messages quote names and paths from outside, which may be of any length. */
const LINE_CHARS = 2000;

/**
 * The whole program: parses, calls one function, renders. Each command's code is loaded when it is called, so that
 * `--help` answers at once.
 *
 * @param argv what was typed after the program's name.
 * @returns the exit code; see {@link EXIT}.
 */
export async function evencast(argv: readonly string[], io: Io, version: string): Promise<number> {
  let code: number = EXIT.done;
  const program = commandsOf(io, version, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const known = asEvencastError(error);
    const style = styleFor(io.stderr, io.env);
    const words = known.message.split('\n').map((line) => printable(line, LINE_CHARS));
    io.stderr.write(`${style.bad('Error:')} ${words.join('\n')}\n`);
    if (program.opts<{ debug?: boolean }>().debug === true) io.stderr.write(`${traceOf(known)}\n`);
    else if (known.kind === 'bug')
      io.stderr.write('Run it again with --debug for the details, and please report it.\n');
    return exitCodeFor(known);
  }
}

function traceOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\nCaused by: ${traceOf(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}

function commandsOf(io: Io, version: string, end: (code: number) => void): Command {
  const program = new Command('evencast');
  program
    .description(
      'Keeps the image training set of every actor in a cast balanced: looks, plans, and never loses an image.',
    )
    .version(version)
    .option('--debug', 'show stack traces')
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .exitOverride()
    .showHelpAfterError('(--help shows what can be said)')
    .addHelpText('after', example('evencast run ./my-cast'));
  const registering = { io, end };
  addRun(program, registering);
  addDecisions(program, registering);
  addCarryOn(program, registering);
  addPastRuns(program, registering);
  addImages(program, registering);
  addDesk(program, registering, version);
  addStack(program, registering);
  addSetup(program, registering);
  return program;
}
