import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharpImageCodec } from '../../adapters/sharp/image-codec.ts';
import { checkPage } from '../../core/judge-check/check-page.ts';
import type { JudgeCheck } from '../../core/judge-check/check-record.ts';
import { type Comparison, compareChecks } from '../../core/judge-check/compare-checks.ts';
import { checkFigures } from '../../core/judge-check/figures.ts';
import { ensureFolder } from '../output/publish.ts';
import { type CheckOptions, checkJudge } from './check-judge.ts';
import { earlierChecks, saveCheck } from './saved-checks.ts';

/** Images on the page, at most, and their longer edge in pixels. */
const [MAX_PICTURES, PICTURE_EDGE] = [60, 240];

/** A finished check. */
export interface FinishedCheck {
  readonly check: JudgeCheck;
  /** With earlier checks that share images with it, the newest first. */
  readonly comparisons: readonly Comparison[];
  /** Path of the page. */
  readonly page: string;
}

/**
 * Checks a judge, compares it with the checks that lie in `output` and saves it there.
 *
 * @throws what {@link checkJudge} throws; AccessDenied where `output` cannot be written, before anything is asked.
 */
export async function runJudgeCheck(options: CheckOptions & { readonly output: string }): Promise<FinishedCheck> {
  const { output, folder } = options;
  await ensureFolder(output);
  const earlier = await earlierChecks(output);
  const check = await checkJudge(options);
  const comparisons = earlier
    .map((each) => compareChecks(each, check))
    .filter(({ shared }) => shared > 0)
    .reverse();
  const pictures = await picturesOf(check, folder);
  const page = await saveCheck(output, check, checkPage({ check, comparisons, pictures }));
  return { check, comparisons, page };
}

/** The images that were judged wrong, small. */
async function picturesOf(check: JudgeCheck, folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const codec = sharpImageCodec();
  const pictures = new Map<string, Uint8Array>();
  for (const { file } of checkFigures(check).wrong.slice(0, MAX_PICTURES)) {
    const picture = await codec.reference(await readFile(join(folder, file)), PICTURE_EDGE);
    if (picture instanceof Uint8Array) pictures.set(file, picture);
  }
  return pictures;
}
