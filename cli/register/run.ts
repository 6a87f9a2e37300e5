import { type Command, Option } from 'commander';
import { DEFAULT_OUTPUT } from '../../local/output/default-output.ts';
import {
  actorOption,
  configOption,
  dollars,
  example,
  protocolOption,
  type Registering,
  stateOption,
  whole,
} from './options.ts';

/** `evencast run`. */
export function addRun(program: Command, { io, end }: Registering): void {
  program
    .command('run')
    .description('Judge and plan a cast; with --execute carry the plans out. Without it nothing is changed.')
    .argument(
      '[where]',
      'a folder with one subfolder per actor, a folder in the S3 layout, or s3://bucket/prefix (default: a sample cast)',
    )
    .addOption(actorOption('only this actor'))
    .addOption(new Option('--all', 'all actors (default)').conflicts(['actorId', 'group', 'sample']))
    .option('--group <name>', 'only the actors of this group of the config')
    .option('--sample <n>', 'only N actors, drawn at random', whole(1))
    .option('--seed <s>', 'draw the sample differently', whole(0))
    .addOption(new Option('--dry-run', 'look and plan only (default)').conflicts('execute'))
    .option('--execute', 'carry the plans out once they are approved')
    .addOption(
      new Option('--approve <how>', 'ask here, auto without asking, or later with `evencast approve`')
        .choices(['ask', 'auto', 'later'])
        .implies({ execute: true }),
    )
    .addOption(
      new Option('--judge <name>', 'who judges (default: openai where OPENAI_API_KEY is set)').choices([
        'offline',
        'openai',
      ]),
    )
    .addOption(
      new Option(
        '--maker <name>',
        'who makes images (default: replicate where REPLICATE_API_TOKEN is set, else offline stand-ins)',
      ).choices(['offline', 'replicate']),
    )
    .addOption(protocolOption())
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
        'evencast run ./my-cast --execute',
        'evencast run s3://my-bucket --group leads --judge openai --budget 2',
      ),
    )
    .action(async (where, options) => end(await (await import('../commands/run.ts')).runCommand(where, options, io)));
}
