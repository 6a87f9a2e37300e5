import { type Command, Option } from 'commander';
import {
  actorOption,
  collected,
  configOption,
  dollars,
  example,
  inOption,
  type Registering,
  stackOption,
  stateOption,
  whole,
} from './options.ts';

const outputOption = () =>
  new Option('--output <dir>', 'where sheets, evaluations and the report go (default: as before)');
const jsonOption = () => new Option('--json', 'one event a line on standard output');
const concurrencyOption = () =>
  new Option('--concurrency <n>', 'actors worked on at the same time').argParser(whole(1));

/** A command about one run. */
function aboutRun(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('[run]', 'the run (default: the last one)')
    .addOption(inOption())
    .addOption(stackOption())
    .addOption(stateOption())
    .addOption(configOption())
    .addOption(outputOption())
    .addOption(jsonOption());
}

/** `evencast approve` and `evencast reject`. */
export function addDecisions(program: Command, { io, end }: Registering): void {
  const load = () => import('../commands/decide.ts');
  aboutRun(program, 'approve', 'Show the plans of a run that waits, approve them and carry them out.')
    .addOption(actorOption('approve only this actor'))
    .addOption(
      new Option('--except <id>', 'approve all but this actor (can be given several times)').argParser(collected),
    )
    .addOption(new Option('--keep <actor/image>', 'keep this image (can be given several times)').argParser(collected))
    .addHelpText('after', example('evencast approve 20261122-181530-k3f9 --except bo-reed --keep ada-stone/beach.jpg'))
    .action(async (run, options) => end(await (await load()).approveCommand(run, options, io)));
  aboutRun(program, 'reject', 'Close a run that waits without changing anything, or leave some of its actors out.')
    .addOption(actorOption('leave only this actor out; the rest keeps waiting'))
    .addHelpText('after', example('evencast reject 20261122-181530-k3f9'))
    .action(async (run, options) => end(await (await load()).rejectCommand(run, options, io)));
}

/** `evencast resume` and `evencast rollback`. */
export function addCarryOn(program: Command, { io, end }: Registering): void {
  const load = () => import('../commands/carry-on.ts');
  aboutRun(program, 'resume', 'Go on with a run that was stopped, failed in part, or had too little money.')
    .option('--budget <usd>', 'most the run may spend in all', dollars)
    .addOption(concurrencyOption())
    .addHelpText('after', example('evencast resume 20261122-181530-k3f9 --budget 10'))
    .action(async (run, options) => end(await (await load()).resumeCommand(run, options, io)));
  aboutRun(program, 'rollback', 'Take a run back: put back what it retired, take out what it made.')
    .addOption(actorOption('only for this actor'))
    .addOption(concurrencyOption())
    .addHelpText('after', example('evencast rollback 20261122-181530-k3f9 --actor-id ada-stone'))
    .action(async (run, options) => end(await (await load()).rollbackCommand(run, options, io)));
}
