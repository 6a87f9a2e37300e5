import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EvencastError } from '../../core/errors.ts';
import { drawSampleCast } from './draw-sample-cast.ts';

/** The sample cast's folder, below the working folder. */
const FOLDER = 'sample-cast';

/**
 * The folder of the sample cast, drawn if it is not there. It is drawn under another name and renamed when whole, so
 * that a drawing interrupted half-way is not taken for a cast.
 *
 * @param drawing is called before drawing begins.
 */
export async function ensureSampleCast(cwd: string, drawing: () => void): Promise<string> {
  const folder = join(cwd, FOLDER);
  if (
    await stat(folder).then(
      () => true,
      () => false,
    )
  )
    return folder;
  drawing();
  const unfinished = `${folder}.part`;
  try {
    await rm(unfinished, { recursive: true, force: true });
    await drawSampleCast(async (actor, file, bytes) => {
      const path = join(unfinished, actor, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    });
    await rename(unfinished, folder);
  } catch (cause) {
    throw new EvencastError(
      'AccessDenied',
      `Cannot draw the sample cast into ${folder}. Run in a folder that can be written to, or name your own images.`,
      { cause },
    );
  }
  return folder;
}
