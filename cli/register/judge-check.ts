import { type Command, Option } from 'commander';
import { configOption, dollars, example, protocolOption, type Registering, whole } from './options.ts';

/** `evencast judge-check`. */
export function addJudgeCheck(program: Command, { io, end }: Registering): void {
  program
    .command('judge-check')
    .description('Measure a judge on images whose types you know, before you trust it.')
    .argument('<folder>', 'where the labelled images are')
    .option(
      '--labels <file>',
      'CSV with the columns file,type and, if you like, source (default: labels.csv in the folder)',
    )
    .addOption(
      new Option('--judge <name>', 'who is measured (default: openai where OPENAI_API_KEY is set)').choices([
        'offline',
        'openai',
      ]),
    )
    .addOption(protocolOption())
    .option('--output <dir>', 'where results are kept and compared', 'judge-checks')
    .option('--budget <usd>', 'most it may spend (default: limits.budgetUsd of the config)', dollars)
    .option(
      '--copies <n>',
      'of how many images copies are made worse, in nine ways, to see whether they score lower',
      whole(0),
      20,
    )
    .option('--once', 'look once only: says nothing of whether it would say the same again')
    .option('--seed <s>', 'mix the images differently', whole(0), 1)
    .addOption(configOption())
    .option('--json', 'everything as one line of JSON')
    .addHelpText('after', example('evencast judge-check ./golden-set --judge openai --protocol image --budget 1'))
    .action(async (folder, options) =>
      end(await (await import('../commands/judge-check.ts')).judgeCheckCommand(folder, options, io)),
    );
}
