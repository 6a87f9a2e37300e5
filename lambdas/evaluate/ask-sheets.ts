import { isUnusableAnswer } from '../../core/errors.ts';
import { askAndPay } from '../../core/judging/ask-and-pay.ts';
import { CANARY_FACTS, type JudgeSheet } from '../../core/judging/sheet-plan.ts';
import type { JudgeAnswer, Patience } from '../../core/ports/judge.ts';
import type { InspectedImage, Inspection } from '../../core/records/inspection.ts';
import type { JudgingPorts } from './judge-set.ts';
import type { Notebook } from './notebook.ts';

/**
 * Asks about every sheet with an image that nothing was said of. A sheet whose answer cannot be used, or on which the judge
 * missed the canary, counts for nothing: its images stay without a word, and the other sheets are not touched.
 */
export async function askSheets(
  { actor, images, pages }: Inspection,
  notebook: Notebook,
  ports: JudgingPorts,
  patience: Patience,
): Promise<void> {
  const byLabel = new Map(images.map((image) => [image.label, image]));
  const missing = new Set(notebook.missing(images).map(({ label }) => label));
  const sheets = pages.filter(({ cells }) => cells.some(({ image }) => image !== undefined && missing.has(image)));
  // A sheet is asked about whole, though some of its images may have become known since it was drawn.
  const shown = sheets.reduce((sum, { cells }) => sum + cells.length - 1, 0);
  if (shown > 0) await ports.mayAsk(shown, 'sheet');
  for (const sheet of sheets) {
    const answer = await askAboutSheet(actor, sheet, byLabel, notebook, ports, patience);
    if (answer === undefined) continue;
    for (const { label, image: of } of sheet.cells) {
      const [image, verdict] = [byLabel.get(of ?? ''), answer.verdicts.get(label)];
      if (image !== undefined && verdict !== undefined) await notebook.note(image, 'sheet', verdict, answer.analysis);
    }
  }
}

/** The answer about a sheet; undefined where it counts for nothing. */
async function askAboutSheet(
  actor: string,
  { name, cells, canary }: JudgeSheet,
  byLabel: ReadonlyMap<string, InspectedImage>,
  { tally }: Notebook,
  ports: JudgingPorts,
  patience: Patience,
): Promise<JudgeAnswer | undefined> {
  const asked = cells.map(({ label, image }) => ({ label, facts: byLabel.get(image ?? '')?.facts ?? CANARY_FACTS }));
  tally.sheets++;
  try {
    const answer = await askAndPay({ actor, cells: asked, sheet: await ports.record(name) }, ports, patience);
    tally.canariesShown++;
    if (answer.verdicts.get(canary.label)?.type === canary.type) return answer;
    tally.canariesMissed++;
    tally.notes.add('A sheet was voided: the judge was wrong about a cell whose answer is known.');
  } catch (error) {
    if (!isUnusableAnswer(error)) throw error;
    tally.notes.add(`A sheet was voided: ${error.message}`);
  }
  tally.sheetsVoided++;
  return undefined;
}
