import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asEvencastError, EvencastError } from '../../core/errors.ts';
import { type JudgeCheck, judgeCheckSchema } from '../../core/judge-check/check-record.ts';
import { recordText } from '../../core/records/record-text.ts';

/** Checks that were saved in a folder before, the oldest first; files that are no checks are passed over. */
export async function earlierChecks(folder: string): Promise<readonly JudgeCheck[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw asEvencastError(error);
  });
  const checks: JudgeCheck[] = [];
  for (const name of names.filter((each) => each.endsWith('.json'))) {
    const check = parsed(await readFile(join(folder, name), 'utf8'));
    if (check !== undefined) checks.push(check);
  }
  return checks.sort((a, b) => (a.at < b.at ? -1 : 1));
}

function parsed(text: string): JudgeCheck | undefined {
  try {
    return judgeCheckSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Saves a check and its page; nothing that is there already is lost.
 *
 * @returns the page's path.
 * @throws AccessDenied where the folder cannot be written.
 */
export async function saveCheck(folder: string, check: JudgeCheck, page: string): Promise<string> {
  const { name, models, protocol } = check.judge;
  const parts = [check.at.slice(0, 19), name, models[0], protocol].filter((part) => part !== undefined);
  const stem = parts.join('-').replace(/[^A-Za-z0-9.-]/g, '-');
  const path = join(folder, `${stem}.html`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${stem}.json`), recordText(check));
    await writeFile(path, page);
  } catch (cause) {
    const words = `${folder} cannot be written to. Name another folder: --output DIR`;
    throw new EvencastError('AccessDenied', words, { cause });
  }
  return path;
}
