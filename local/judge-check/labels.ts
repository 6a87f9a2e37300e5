import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, resolve, sep } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { asEvencastError, EvencastError } from '../../core/errors.ts';
import { imageTypeSchema } from '../../core/image-type.ts';

/** An image whose type somebody knows. */
export interface LabelledImage {
  /** As the labels name it, relative to the folder. */
  readonly file: string;
  readonly path: string;
  readonly truth: z.infer<typeof imageTypeSchema>;
  readonly source: string;
  /** Whatever else the labels say of it, by column. */
  readonly columns: Readonly<Record<string, unknown>>;
}

/** Columns that are read; others may be there. */
const rowSchema = z.looseObject({
  file: z.string().trim().min(1, 'is empty'),
  type: z.string().trim().pipe(imageTypeSchema),
  source: z.string().trim().default(''),
});

/** Most wrong lines that are named at once. */
const MAX_NAMED = 10;

/**
 * Reads a labels.csv: its first line names the columns, `file` (relative to `folder`) and `type` among them, `source` where
 * images of one source should be kept together.
 *
 * @throws InvalidConfig with the lines that are wrong and how; AccessDenied, NotFound where the file cannot be read.
 */
export async function readLabels(folder: string, labels: string): Promise<readonly LabelledImage[]> {
  const rows = rowsOf(labels, await readText(labels));
  const root = await realpath(folder).catch((cause: unknown) => {
    throw new EvencastError('NotFound', `There is no folder ${folder}.`, { cause });
  });
  const problems: string[] = [];
  const images = new Map<string, LabelledImage>();
  for (const [index, row] of rows.entries()) {
    const parsed = rowSchema.safeParse(row);
    const line = index + 2;
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      problems.push(`line ${line}: ${issue?.path.join('.')} ${words(issue?.message ?? 'is wrong')}`);
      continue;
    }
    const { file, type, source, ...columns } = parsed.data;
    const path = resolve(root, file);
    if (!path.startsWith(root + sep)) problems.push(`line ${line}: ${JSON.stringify(file)} lies outside the folder`);
    else if (images.has(path)) problems.push(`line ${line}: ${JSON.stringify(file)} is labelled twice`);
    else if (!existsSync(path)) problems.push(`line ${line}: ${JSON.stringify(file)} is not there`);
    else images.set(path, { file, path, truth: type, source, columns });
  }
  if (problems.length > 0) throw badLabels(labels, problems);
  if (images.size === 0) throw badLabels(labels, ['there is no line below the first']);
  return [...images.values()];
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw asEvencastError(error);
    const words = `There is no ${basename(path)} in ${dirname(path)}. Write one with the columns file,type,source (source may be left out), or name yours: --labels FILE`;
    throw new EvencastError('NotFound', words, { cause: error });
  });
}

function rowsOf(labels: string, text: string): readonly unknown[] {
  try {
    return parse(text, { columns: (names: string[]) => columnsOf(names), bom: true, skip_empty_lines: true });
  } catch (error) {
    if (error instanceof EvencastError) throw error;
    throw badLabels(labels, [error instanceof Error ? error.message : String(error)]);
  }

  function columnsOf(names: readonly string[]): string[] {
    const columns = names.map((name) => name.trim().toLowerCase());
    for (const wanted of ['file', 'type'])
      if (!columns.includes(wanted)) throw badLabels(labels, [`the first line names no column ${wanted}`]);
    return columns;
  }
}

function words(message: string): string {
  return message.startsWith('Invalid') ? `must be one of ${imageTypeSchema.options.join(', ')}` : message;
}

function badLabels(labels: string, problems: readonly string[]): EvencastError {
  const named = problems.slice(0, MAX_NAMED).map((problem) => `  ${problem}`);
  const more = problems.length > MAX_NAMED ? [`  and ${problems.length - MAX_NAMED} more`] : [];
  return new EvencastError('InvalidConfig', [`${labels} cannot be used:`, ...named, ...more].join('\n'));
}
