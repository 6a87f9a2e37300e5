import type { Evaluation } from '../records/evaluation.ts';
import type { Inspection } from '../records/inspection.ts';
import type { Manifest } from '../records/manifest.ts';
import type { Notes } from '../records/notes.ts';
import type { SetImage } from './set-image.ts';

/**
 * Joins what was found, what was said and what is on record of a set into what a plan looks at. What people said of an image
 * overrules its judge: a type that was corrected is sure.
 */
export function setOf(
  inspection: Inspection,
  evaluation: Evaluation,
  manifest: Manifest | undefined,
  notes?: Notes,
): readonly SetImage[] {
  const said = new Map(evaluation.images.map((image) => [image.file, image]));
  const known = new Map((manifest?.images ?? []).map((image) => [image.file, image]));
  const twice = evaluation.judging?.protocol === 'composite+recheck';
  return inspection.images.flatMap((image): SetImage[] => {
    const words = said.get(image.file);
    if (words === undefined) return [];
    const { score, reason, judge, looks = [] } = words;
    const note = notes?.images[image.sha256];
    const { type, confidence, unsure } =
      note?.type === undefined ? words : { ...note.type, confidence: 1, unsure: false };
    const record = known.get(image.file);
    // Another content under a known name is somebody's upload, whatever was there before.
    const origin = record?.sha256 === image.sha256 ? record.origin : undefined;
    return [
      {
        ...image,
        verdict: { type, score, reason, confidence, judge },
        unsure,
        unconfirmed: twice && looks.length > 0 && !looks.some(({ kind }) => kind === 'image'),
        pinned: record?.pinned ?? false,
        generated: origin?.kind === 'run',
        ...(note?.type === undefined ? {} : { corrected: { by: note.type.by, at: note.type.at } }),
        fine: note?.fine.map(({ code }) => code),
        promptNumber: origin?.kind === 'run' ? origin.promptNumber : undefined,
      },
    ];
  });
}
