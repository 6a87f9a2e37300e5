import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_OUTPUT } from '../../local/output/default-output.ts';
import { collected, configOption, example, type Registering, stackOption, stateOption, whole } from './options.ts';

/** The highest port there is. */
const LAST_PORT = 65_535;

function port(text: string): number {
  const value = whole(0)(text);
  if (value > LAST_PORT) throw new InvalidArgumentError(`It takes a port, up to ${LAST_PORT}.`);
  return value;
}

/** `evencast desk`. */
export function addDesk(program: Command, { io, end }: Registering, version: string): void {
  program
    .command('desk')
    .description('Open the review desk in the browser: see the cast, decide, approve, follow, take back.')
    .argument('[where]', 'as for `evencast run` (default: where the last run of this folder worked)')
    .option('--port <n>', 'port on this machine (default: 4770, or a free one)', port)
    .option('--no-open', 'only print the link')
    .addOption(
      new Option('--allow-host <name>', 'another name by which this machine is reached (several times)').argParser(
        collected,
      ),
    )
    .addOption(new Option('--judge <name>', 'who judges').choices(['offline', 'openai']))
    .addOption(new Option('--maker <name>', 'who makes images').choices(['offline', 'replicate']))
    .option('--output <dir>', 'where sheets, evaluations and the report go', DEFAULT_OUTPUT)
    .addOption(stackOption())
    .option('--publish', 'with --stack: put the built pages there first')
    .addOption(configOption())
    .addOption(stateOption())
    .addHelpText('after', example('evencast desk ./my-cast'))
    .action(async (where, options) =>
      end(await (await import('../commands/desk.ts')).deskCommand(where, options, io, version)),
    );
}
