import type { Command } from 'commander';
import { configOption, example, inOption, type Registering, stackOption, stateOption } from './options.ts';

/** A command about one image of one actor. */
function aboutImage(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<actor>', 'the actor')
    .argument('<image>', 'the name of the image file')
    .addOption(inOption())
    .addOption(stackOption())
    .addOption(stateOption())
    .addOption(configOption())
    .addHelpText('after', example(`evencast ${name} ada-stone beach.jpg --in ./my-cast`));
}

/** `evencast pin`, `unpin`, `restore` and `prune`. */
export function addImages(program: Command, { io, end }: Registering): void {
  const load = () => import('../commands/images.ts');
  aboutImage(program, 'pin', 'Pin an image: no plan retires it.').action(async (actor, image, options) =>
    end(await (await load()).pinCommand(actor, image, true, options, io)),
  );
  aboutImage(program, 'unpin', 'Let go of a pinned image.').action(async (actor, image, options) =>
    end(await (await load()).pinCommand(actor, image, false, options, io)),
  );
  aboutImage(program, 'restore', 'Put one retired image back into its set.')
    .option('--run <run>', 'the run that retired it (default: the last one that did)')
    .action(async (actor, image, options) => end(await (await load()).restoreCommand(actor, image, options, io)));
  program
    .command('prune')
    .description('Show retired images of finished runs, and with --yes destroy them for good.')
    .requiredOption('--older-than <age>', 'of runs started longer ago than this: 30d, 12h, 4w')
    .option('--yes', 'destroy them; without it they are only shown')
    .addOption(inOption())
    .addOption(stackOption())
    .addOption(stateOption())
    .addOption(configOption())
    .addHelpText('after', example('evencast prune --older-than 30d', 'evencast prune --older-than 30d --yes'))
    .action(async (options) => end(await (await import('../commands/prune.ts')).pruneCommand(options, io)));
}
