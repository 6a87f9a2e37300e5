import type { Command } from 'commander';
import { configOption, example, type Registering, stateOption } from './options.ts';

/** `evencast config` and `evencast doctor`. */
export function addSetup(program: Command, { io, end }: Registering): void {
  const config = program
    .command('config')
    .description('The configuration file.')
    .addHelpText('after', example('evencast config init'));
  config
    .command('init')
    .description('Write a commented starting config.')
    .addHelpText('after', example('evencast config init'))
    .action(async () => end(await (await import('../commands/config.ts')).configInitCommand(io)));
  config
    .command('check')
    .description('Name every problem of the config by its path.')
    .argument('[file]', 'the config (default: evencast.config.jsonc)')
    .addHelpText('after', example('evencast config check'))
    .action(async (file) => end(await (await import('../commands/config.ts')).configCheckCommand(file, io)));
  program
    .command('doctor')
    .description('Look at everything a run needs: Node, config, keys, the folder or bucket.')
    .argument('[where]', 'the cast to look at')
    .addOption(stateOption())
    .addOption(configOption())
    .addHelpText('after', example('evencast doctor ./my-cast', 'evencast doctor s3://my-bucket'))
    .action(async (where, options) =>
      end(await (await import('../commands/doctor.ts')).doctorCommand(where, options, io)),
    );
}
