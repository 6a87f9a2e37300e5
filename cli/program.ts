import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { asEvencastError } from '../core/errors.ts';
import { DEFAULT_OUTPUT } from '../local/output/default-output.ts';
import { EXIT, exitCodeFor } from './exit-codes.ts';
import type { Io } from './io.ts';
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
  addRun(program, io, end);
  addPastRuns(program, io, end);
  addSetup(program, io, end);
  return program;
}

function example(...commands: readonly string[]): string {
  return `\nExample:\n${commands.map((command) => `  $ ${command}`).join('\n')}`;
}

function whole(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || text.trim() === '')
      throw new InvalidArgumentError(`It takes a whole number from ${least} up.`);
    return value;
  };
}

function dollars(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0 || text.trim() === '')
    throw new InvalidArgumentError('It takes an amount in USD, such as 2.50.');
  return value;
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

const stateOption = () =>
  new Option(
    '--state <dir>',
    "keep Evencast's records here, not beside the images (for images that must not be written to)",
  );
const configOption = () =>
  new Option('--config <file>', 'configuration (default: evencast.config.jsonc where it is there)');
const inOption = () =>
  new Option('--in <where>', 'where the run worked (default: where the last run of this folder did)');

function addRun(program: Command, io: Io, end: (code: number) => void): void {
  program
    .command('run')
    .description('Judge and plan a cast. Nothing is changed.')
    .argument(
      '[where]',
      'a folder with one subfolder per actor, a folder in the S3 layout, or s3://bucket/prefix (default: a sample cast)',
    )
    .addOption(new Option('--actor-id <id>', 'only this actor (can be given several times)').argParser(collected))
    .addOption(new Option('--all', 'all actors (default)').conflicts(['actorId', 'group', 'sample']))
    .option('--group <name>', 'only the actors of this group of the config')
    .option('--sample <n>', 'only N actors, drawn at random', whole(1))
    .option('--seed <s>', 'draw the sample differently', whole(0))
    .option('--dry-run', 'look and plan only (default)')
    .addOption(
      new Option('--judge <name>', 'who judges (default: openai where OPENAI_API_KEY is set)').choices([
        'offline',
        'openai',
      ]),
    )
    .option('--output <dir>', 'where sheets, evaluations and the report go', DEFAULT_OUTPUT)
    .addOption(configOption())
    .addOption(stateOption())
    .option('--concurrency <n>', 'actors worked on at the same time', whole(1))
    .option('--budget <usd>', 'most the run may spend', dollars)
    .option('--max-deletions <n>', 'most images to retire from one set', whole(0))
    .option('--force', 'judge again what has not changed')
    .option('--run-id <name>', 'name of the run (default: a time-sortable id)')
    .option('--json', 'one event a line on standard output')
    .addHelpText(
      'after',
      example(
        'evencast run ./my-cast --sample 5',
        'evencast run s3://my-bucket --group leads --judge openai --budget 2',
      ),
    )
    .action(async (where, options) => end(await (await import('./commands/run.ts')).runCommand(where, options, io)));
}

function addPastRuns(program: Command, io: Io, end: (code: number) => void): void {
  const load = () => import('./commands/past-runs.ts');
  program
    .command('runs')
    .description('What ran, how it came out, what it cost.')
    .addOption(inOption())
    .addOption(stateOption())
    .addOption(configOption())
    .option('--json', 'one run a line')
    .addHelpText('after', example('evencast runs --in ./my-cast'))
    .action(async (options) => end(await (await load()).runsCommand(options, io)));
  program
    .command('status')
    .description('Where each actor of a run stands.')
    .argument('[run]', 'the run (default: the last one)')
    .addOption(inOption())
    .addOption(stateOption())
    .addOption(configOption())
    .option('--json', 'one actor a line')
    .addHelpText('after', example('evencast status 20261122-181530-k3f9 --in ./my-cast'))
    .action(async (run, options) => end(await (await load()).statusCommand(run, options, io)));
  program
    .command('report')
    .description('Write the sheets, evaluations and report of a run again.')
    .argument('[run]', 'the run (default: the last one)')
    .option('--output <dir>', 'where to (default: where the run wrote them)')
    .addOption(inOption())
    .addOption(stateOption())
    .addOption(configOption())
    .addHelpText('after', example('evencast report --output ./for-the-team'))
    .action(async (run, options) => end(await (await load()).reportCommand(run, options, io)));
}

function addSetup(program: Command, io: Io, end: (code: number) => void): void {
  const config = program
    .command('config')
    .description('The configuration file.')
    .addHelpText('after', example('evencast config init'));
  config
    .command('init')
    .description('Write a commented starting config.')
    .addHelpText('after', example('evencast config init'))
    .action(async () => end(await (await import('./commands/config.ts')).configInitCommand(io)));
  config
    .command('check')
    .description('Name every problem of the config by its path.')
    .argument('[file]', 'the config (default: evencast.config.jsonc)')
    .addHelpText('after', example('evencast config check'))
    .action(async (file) => end(await (await import('./commands/config.ts')).configCheckCommand(file, io)));
  program
    .command('doctor')
    .description('Look at everything a run needs: Node, config, keys, the folder or bucket.')
    .argument('[where]', 'the cast to look at')
    .addOption(stateOption())
    .addOption(configOption())
    .addHelpText('after', example('evencast doctor ./my-cast', 'evencast doctor s3://my-bucket'))
    .action(async (where, options) =>
      end(await (await import('./commands/doctor.ts')).doctorCommand(where, options, io)),
    );
}
