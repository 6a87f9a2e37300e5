import { planSettings } from '../../core/config/plan-settings.ts';
import { needsSecondLook } from '../../core/judging/second-look.ts';
import { NO_USAGE } from '../../core/judging/verdict.ts';
import { planSet } from '../../core/plan/plan.ts';
import { setOf } from '../../core/plan/set-of.ts';
import type { InspectedImage } from '../../core/records/inspection.ts';
import type { Manifest } from '../../core/records/manifest.ts';
import { type EvaluationParts, evaluationOf } from './evaluation-of.ts';

/**
 * The images that are to be looked at again alone: those that would leave if the set were planned by what was said so far,
 * and the rest of what {@link needsSecondLook} names.
 */
export function inDoubt(parts: EvaluationParts, manifest: Manifest | undefined): readonly InspectedImage[] {
  const { inspection, record, notebook } = parts;
  const { actor } = inspection;
  const evaluation = evaluationOf(parts, NO_USAGE, 0);
  const set = setOf(inspection, evaluation, manifest).map((image) => ({ ...image, unconfirmed: false }));
  const { changes } = planSet(actor, set, planSettings(record.config, actor, set.length));
  const leaving = new Set(changes.flatMap((change) => (change.kind === 'retire' ? [change.file] : [])));
  const doubts = new Map(evaluation.images.map(({ file, doubts: why = [] }) => [file, why]));
  return inspection.images.filter(({ file, sha256 }) => {
    const said = notebook.said(sha256);
    if (said === undefined) return false;
    const look = { ...said, sha256, doubts: doubts.get(file) ?? [], leaves: leaving.has(file) };
    return needsSecondLook(look, record.config.judge);
  });
}
