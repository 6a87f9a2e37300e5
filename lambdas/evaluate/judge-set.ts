import { EvencastError } from '../../core/errors.ts';
import { inFlight } from '../../core/in-flight.ts';
import { askAndPay, type PayingJudge } from '../../core/judging/ask-and-pay.ts';
import type { Verdict } from '../../core/judging/verdict.ts';
import type { RememberedVerdict, VerdictMemory } from '../../core/judging/verdict-memory.ts';
import type { Patience } from '../../core/ports/judge.ts';
import type { InspectedImage, Inspection } from '../../core/records/inspection.ts';

/** Remembered verdicts looked up at a time. */
const LOOKUPS_IN_FLIGHT = 8;

/** A set with a verdict for every readable image. */
export interface Judgement {
  readonly images: readonly { readonly file: string; readonly label: string; readonly verdict: Verdict }[];
  readonly analysis: string;
  readonly remembered: number;
}

/** What judging a set works with. */
export interface JudgingPorts extends PayingJudge {
  readonly memory: VerdictMemory;
  /** The sheet of this name. */
  readonly page: (name: string) => Promise<Uint8Array>;
  /** Throws where asking about this many images is not allowed. */
  readonly mayAsk: (images: number) => Promise<void>;
}

interface Question {
  readonly images: readonly InspectedImage[];
  readonly page: string | undefined;
}

/** What is left to ask: sheet by sheet as they were drawn, or all at once where the judge needs none. */
function questionsAbout(
  missing: ReadonlySet<string>,
  { images, pages }: Inspection,
  sheets: boolean,
): readonly Question[] {
  if (!sheets) {
    const left = images.filter(({ label }) => missing.has(label));
    return left.length === 0 ? [] : [{ images: left, page: undefined }];
  }
  const byLabel = new Map(images.map((image) => [image.label, image]));
  return pages
    .filter(({ labels }) => labels.some((label) => missing.has(label)))
    .map(({ name, labels }) => ({ page: name, images: labels.flatMap((label) => byLabel.get(label) ?? []) }));
}

/** Words about a sheet are worth repeating only while its labels still name the same images. */
function stillTrue({ label, analysis }: RememberedVerdict, image: InspectedImage): readonly string[] {
  return label === image.label && analysis !== '' ? [analysis] : [];
}

/**
 * Recalls what is remembered and asks about the rest. What was answered is remembered sheet by sheet, so that after a
 * failure only the sheets without an answer are asked about again.
 */
export async function judgeSet(inspection: Inspection, ports: JudgingPorts, patience: Patience): Promise<Judgement> {
  const { memory, page, mayAsk } = ports;
  const verdicts = new Map<string, Verdict>();
  const analyses = new Set<string>();
  for await (const { image, found } of inFlight(inspection.images, LOOKUPS_IN_FLIGHT, async (each) => ({
    image: each,
    found: await memory.recall(each.sha256),
  }))) {
    if (found === undefined) continue;
    verdicts.set(image.label, found.verdict);
    for (const words of stillTrue(found, image)) analyses.add(words);
  }
  const remembered = verdicts.size;

  const missing = new Set(inspection.images.map(({ label }) => label).filter((label) => !verdicts.has(label)));
  const questions = questionsAbout(missing, inspection, ports.judge.sheetCells !== undefined);
  // A sheet is asked about whole, though some of its images may have become known since it was drawn.
  const asked = questions.reduce((sum, question) => sum + question.images.length, 0);
  if (asked > 0) await mayAsk(asked);
  for (const { images, page: name } of questions) {
    const sheet = name === undefined ? undefined : await page(name);
    const answer = await askAndPay({ actor: inspection.actor, cells: images, sheet }, ports, patience);
    if (answer.analysis !== '') analyses.add(answer.analysis);
    for (const { label, sha256 } of images) {
      const verdict = answer.verdicts.get(label);
      if (verdict === undefined) continue;
      verdicts.set(label, verdict);
      await memory.remember(sha256, { verdict, label, analysis: answer.analysis });
    }
  }
  const images = inspection.images.map(({ file, label }) => ({
    file,
    label,
    verdict: verdictOf(label, file, inspection.actor, verdicts),
  }));
  return { images, analysis: [...analyses].join('\n\n'), remembered };
}

function verdictOf(label: string, image: string, actor: string, verdicts: ReadonlyMap<string, Verdict>): Verdict {
  const verdict = verdicts.get(label);
  if (verdict !== undefined) return verdict;
  throw new EvencastError(
    'JudgeAnswerInvalid',
    `The judge said nothing of ${image} (${label}) of ${actor}. Run again.`,
    { actor, image },
  );
}
