import type { Command } from 'commander';
import { configOption, example, inOption, type Registering, stackOption, stateOption } from './options.ts';

/** `evencast runs`, `status` and `report`. */
export function addPastRuns(program: Command, { io, end }: Registering): void {
  const load = () => import('../commands/past-runs.ts');
  program
    .command('runs')
    .description('What ran, how it came out, what it cost.')
    .addOption(inOption())
    .addOption(stackOption())
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
    .addOption(stackOption())
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
    .addOption(stackOption())
    .addOption(stateOption())
    .addOption(configOption())
    .addHelpText('after', example('evencast report --output ./for-the-team'))
    .action(async (run, options) => end(await (await load()).reportCommand(run, options, io)));
}
