import { ageOf, type Prunable, prunable, prune } from '../../local/prune.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { styleFor } from '../render/style.ts';
import { tableLines } from '../render/table.ts';
import { type WhereOptions, whereOf } from './where.ts';

/** Options of `evencast prune`. */
export interface PruneOptions extends WhereOptions {
  readonly olderThan: string;
  readonly yes?: boolean;
}

/** Rows that are shown. */
const MAX_ROWS = 50;

/** `evencast prune`: shows which retired images are old enough, and destroys them with `--yes`. */
export async function pruneCommand(options: PruneOptions, io: Io): Promise<number> {
  const age = ageOf(options.olderThan);
  const { place } = await whereOf(options, io);
  const images = await prunable(place, io.clock, age);
  if (images.length === 0) {
    io.stdout.write(`No retired image of a finished run is older than ${options.olderThan}.\n`);
    return EXIT.done;
  }
  const megabytes = (images.reduce((sum, { size }) => sum + size, 0) / 2 ** 20).toFixed(1);
  io.stdout.write(`${table(images, io).join('\n')}\n`);
  const what = `${images.length} retired ${images.length === 1 ? 'image' : 'images'}, ${megabytes} MB`;
  if (options.yes !== true) {
    io.stdout.write(`${what}. Nothing was destroyed. To destroy them for good, say the same with --yes.\n`);
    return EXIT.done;
  }
  await prune(place, io.clock, images);
  io.stdout.write(`${what} destroyed. A rollback cannot put them back any more.\n`);
  return EXIT.done;
}

function table(images: readonly Prunable[], io: Io): readonly string[] {
  const rows = images
    .slice(0, MAX_ROWS)
    .map(({ run, actor, image, size }) => [
      run,
      printable(actor, 32),
      printable(image),
      `${Math.ceil(size / 1024)} kB`,
    ]);
  const columns = [
    { title: 'run' },
    { title: 'actor' },
    { title: 'image' },
    { title: 'size', align: 'right' },
  ] as const;
  const style = styleFor(io.stdout, io.env);
  const more = images.length > MAX_ROWS ? [style.dim(`… and ${images.length - MAX_ROWS} more`)] : [];
  return [...tableLines(columns, rows, style.dim), ...more];
}
