import { type Command, Option } from 'commander';
import {
  actorOption,
  configOption,
  dollars,
  example,
  protocolOption,
  type Registering,
  stackOption,
  whole,
} from './options.ts';

/** `evencast start` and `evencast watch`, about a deployed pipeline. */
export function addStack(program: Command, { io, end }: Registering): void {
  const load = () => import('../commands/on-stack.ts');
  program
    .command('start')
    .description('Start a deployed pipeline: a dry-run unless --execute is given.')
    .addOption(stackOption().makeOptionMandatory())
    .addOption(actorOption('only this actor'))
    .option('--group <name>', 'only the actors of this group of the config')
    .option('--sample <n>', 'only N actors, drawn at random', whole(1))
    .option('--seed <s>', 'draw the sample differently', whole(0))
    .addOption(new Option('--failed-of <run>', 'only the actors that failed in this run').conflicts('actorId'))
    .option('--execute', 'carry the plans out once they are approved')
    .addOption(
      new Option('--approve <how>', 'auto without asking, or later with `evencast approve`')
        .choices(['auto', 'later'])
        .implies({ execute: true }),
    )
    .addOption(protocolOption())
    .option('--concurrency <n>', 'actors worked on at the same time', whole(1))
    .option('--budget <usd>', 'most the run may spend', dollars)
    .option('--max-deletions <n>', 'most images to retire from one set', whole(0))
    .option('--force', 'judge again what has not changed')
    .option('--run-id <name>', 'name of the run (default: a time-sortable id)')
    .addOption(configOption())
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', example('evencast start --stack Evencast --execute --budget 10'))
    .action(async (options) => end(await (await load()).startCommand(options, io)));
  program
    .command('watch')
    .description('Show how a run of a deployed pipeline goes on, until it ends or waits for a decision.')
    .argument('<run>', 'the run')
    .addOption(stackOption().makeOptionMandatory())
    .addOption(configOption())
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', example('evencast watch 20261122-181530-k3f9 --stack Evencast'))
    .action(async (run, options) => end(await (await load()).watchCommand(run, options, io)));
}
