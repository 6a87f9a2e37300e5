import { targetFor } from '../../core/config/groups.ts';
import { EvencastError } from '../../core/errors.ts';
import { doubtsOf } from '../../core/judging/cross-checks.ts';
import { agreementOf, type Looks } from '../../core/judging/looks.ts';
import { LOOK_KINDS } from '../../core/judging/protocol.ts';
import type { JudgeSignature, Usage, Verdict } from '../../core/judging/verdict.ts';
import { distributionOf } from '../../core/plan/target.ts';
import type { Judge } from '../../core/ports/judge.ts';
import type { EvaluatedImage, Evaluation, Judging } from '../../core/records/evaluation.ts';
import type { InspectedImage, Inspection } from '../../core/records/inspection.ts';
import type { RunRecord } from '../../core/records/run-record.ts';
import type { Notebook } from './notebook.ts';

/** What an evaluation is put together from. */
export interface EvaluationParts {
  readonly record: RunRecord;
  readonly inspection: Inspection;
  readonly judge: Pick<Judge, 'signatures' | 'manner' | 'notes'>;
  readonly notebook: Notebook;
}

/** What is said of a set, checked against itself and against what the pixels say. */
export function evaluationOf(parts: EvaluationParts, usage: Usage, remembered: number): Evaluation {
  const { record, inspection, notebook } = parts;
  const images = evaluatedImages(parts);
  return {
    schema: 1,
    actor: inspection.actor,
    run: record.run,
    images,
    unreadable: inspection.unreadable.map(({ file, reason }) => ({ file, reason })),
    distribution: distributionOf(images.map(({ type }) => type)),
    target: targetFor(record.config, inspection.actor),
    analysis: [...notebook.analyses].join('\n\n'),
    usage,
    judging: judgingOf(parts, images),
    remembered,
  };
}

/** @throws the judge's error where it said nothing usable of any image. */
function evaluatedImages({ record: { config }, inspection, judge, notebook }: EvaluationParts): EvaluatedImage[] {
  const { images, actor } = inspection;
  const [first] = images;
  if (first !== undefined && images.every(({ sha256 }) => notebook.said(sha256) === undefined))
    throw notebook.unanswered.get(first.sha256) ?? nothingSaid(first, actor);
  const said = images.map((image) => {
    const { verdict, looks } = notebook.said(image.sha256) ?? { verdict: noVerdict(image, actor, judge), looks: {} };
    return { ...image, verdict, looks, unanswered: notebook.unanswered.has(image.sha256) };
  });
  const doubts = doubtsOf(said, {
    unsureBelow: config.judge.unsureBelow,
    copyBits: config.copyBits,
    looksAtPictures: judge.manner !== undefined,
  });
  return said.map(({ file, label, verdict, looks }) => {
    const why = doubts.get(file) ?? [];
    return { file, label, ...verdict, unsure: why.length > 0, doubts: why, ...looksOf(looks) };
  });
}

function looksOf(looks: Looks): Pick<EvaluatedImage, 'looks' | 'agreement'> {
  const seen = LOOK_KINDS.flatMap((kind) => {
    const look = looks[kind];
    if (look === undefined) return [];
    const { type, score, confidence, judge } = look;
    return [{ kind, type, score, confidence, model: judge.model }];
  });
  const agreement = agreementOf(looks);
  return { ...(seen.length === 0 ? {} : { looks: seen }), ...(agreement === undefined ? {} : { agreement }) };
}

/**
 * Stands in for the verdict on an image that the judge said nothing usable of: no confidence at all, so that nothing is done
 * on its word, and the type that most images have, so that counts add up. It is never remembered.
 */
function noVerdict(image: InspectedImage, actor: string, { signatures, manner }: EvaluationParts['judge']): Verdict {
  const [judge] = signatures;
  if (judge === undefined || manner === undefined) throw nothingSaid(image, actor);
  return { type: 'photorealistic', score: 5, reason: 'No usable answer came about this image.', confidence: 0, judge };
}

function nothingSaid({ file, label }: InspectedImage, actor: string): EvencastError {
  const words = `The judge said nothing of ${file} (${label}) of ${actor}. Run again.`;
  return new EvencastError('JudgeAnswerInvalid', words, { actor, image: file });
}

function judgingOf({ judge, notebook }: EvaluationParts, images: readonly EvaluatedImage[]): Judging {
  const { tally } = notebook;
  const [signature] = judge.signatures as readonly [JudgeSignature?];
  const seen = (...kinds: readonly string[]) =>
    images.filter(({ looks = [] }) => kinds.every((kind) => looks.some((look) => look.kind === kind))).length;
  return {
    judge: signature?.name ?? '',
    models: [...new Set(images.map((image) => image.judge.model))],
    ...(judge.manner === undefined ? {} : { protocol: judge.manner.protocol, promptHash: judge.manner.promptHash }),
    sheets: { asked: tally.sheets, voided: tally.sheetsVoided },
    alone: { asked: tally.alone, unusable: tally.aloneUnusable },
    canaries: { shown: tally.canariesShown, missed: tally.canariesMissed },
    looks: {
      sheet: seen('sheet'),
      image: seen('image'),
      both: seen('sheet', 'image'),
      agreed: images.filter(({ agreement }) => agreement === 'agree').length,
    },
    notes: [...tally.notes],
    modelNotes: [...(judge.notes?.() ?? [])],
  };
}
