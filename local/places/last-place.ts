import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const lastPlaceSchema = z.object({
  where: z.string(),
  state: z.string().optional(),
  run: z.string(),
  output: z.string(),
});

/** Where the last run of a working folder worked, so that the commands after it need not be told. */
export type LastPlace = z.infer<typeof lastPlaceSchema>;

const FOLDER = '.evencast';
const FILE = 'last-run.json';

/** Remembers it beside the output; a working folder that cannot be written to just does not remember. */
export async function rememberLastPlace(cwd: string, place: LastPlace): Promise<void> {
  try {
    await mkdir(join(cwd, FOLDER), { recursive: true });
    await writeFile(join(cwd, FOLDER, FILE), `${JSON.stringify(place, null, 1)}\n`);
  } catch {
    return;
  }
}

/** Undefined where nothing ran yet, or what is there does not read. */
export async function lastPlace(cwd: string): Promise<LastPlace | undefined> {
  try {
    return lastPlaceSchema.parse(JSON.parse(await readFile(join(cwd, FOLDER, FILE), 'utf8')));
  } catch {
    return undefined;
  }
}
