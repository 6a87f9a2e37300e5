import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type * as z from 'zod';
import { publishedEvaluationSchema } from '../../core/records/evaluation.ts';

/** Every file below a folder, by its path in it, with a hash of its bytes; folders whose names are in `except` are left out. */
export function contentOf(folder: string, except: readonly string[] = []): ReadonlyMap<string, string> {
  return new Map(
    filesIn(folder, except).map((path) => [
      relative(folder, path),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  );
}

/** The paths of all files below a folder, sorted. */
export function filesIn(folder: string, except: readonly string[] = []): readonly string[] {
  const inside = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !except.includes(name));
  return inside
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path, except) : [path];
    })
    .sort();
}

/** `<actor>_evaluation.json`, checked against its schema. */
export type PublishedEvaluation = z.infer<typeof publishedEvaluationSchema>;

/** The evaluations in an output folder, by actor. */
export function evaluationsIn(folder: string): ReadonlyMap<string, PublishedEvaluation> {
  const files = readdirSync(folder).filter((name) => name.endsWith('_evaluation.json'));
  const read = files.map((name) =>
    publishedEvaluationSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
  );
  return new Map(read.map((evaluation) => [evaluation.actor, evaluation]));
}

/** The one of an actor. */
export function evaluationOf(folder: string, actor: string): PublishedEvaluation {
  const found = evaluationsIn(folder).get(actor);
  if (found === undefined) throw new Error(`no evaluation of ${actor} in ${folder}`);
  return found;
}
