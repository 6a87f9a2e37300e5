import { askAndPay, type PayingJudge } from '../../core/judging/ask-and-pay.ts';
import type { LookKind } from '../../core/judging/protocol.ts';
import type { VerdictMemory } from '../../core/judging/verdict-memory.ts';
import type { Patience } from '../../core/ports/judge.ts';
import type { InspectedImage, Inspection } from '../../core/records/inspection.ts';
import { askAlone } from './ask-alone.ts';
import { askSheets } from './ask-sheets.ts';
import { Notebook } from './notebook.ts';

/** What judging a set works with. */
export interface JudgingPorts extends PayingJudge {
  readonly memory: VerdictMemory;
  /** The record of this name: a sheet or a view. */
  readonly record: (name: string) => Promise<Uint8Array>;
  /** Throws where asking about this many images is not allowed. */
  readonly mayAsk: (images: number, look?: LookKind) => Promise<void>;
  /** The images that are to be looked at again alone, by what was said so far. */
  readonly inDoubt: (notebook: Notebook) => readonly InspectedImage[];
}

/** A set about which everything was asked. */
export interface Judgement {
  readonly notebook: Notebook;
  /** Images whose verdicts were remembered from earlier runs. */
  readonly remembered: number;
}

/** Recalls what is remembered and asks about the rest, as the judge's protocol has it. */
export async function judgeSet(inspection: Inspection, ports: JudgingPorts, patience: Patience): Promise<Judgement> {
  const { actor, images } = inspection;
  const notebook = new Notebook(ports.memory);
  const remembered = await notebook.recall(images);
  const { manner } = ports.judge;
  if (manner === undefined) {
    await askAtOnce(inspection, notebook, ports, patience);
    return { notebook, remembered };
  }
  const alone = { actor, manner, notebook, ports, patience };
  if (manner.protocol !== 'image') await askSheets(inspection, notebook, ports, patience);
  await askAlone(notebook.missing(images), alone);
  if (manner.protocol === 'composite+recheck')
    await recheck(() => askableOnce(ports.inDoubt(notebook), notebook), alone);
  return { notebook, remembered };
}

/** A judge that needs no pictures is asked about everything at once. */
async function askAtOnce(
  { actor, images }: Inspection,
  notebook: Notebook,
  ports: JudgingPorts,
  patience: Patience,
): Promise<void> {
  const missing = notebook.missing(images);
  if (missing.length === 0) return;
  await ports.mayAsk(missing.length);
  const answer = await askAndPay({ actor, cells: missing, sheet: undefined }, ports, patience);
  for (const image of missing) {
    const verdict = answer.verdicts.get(image.label);
    if (verdict !== undefined) await notebook.note(image, undefined, verdict, answer.analysis);
  }
}

/** What a second look takes off the list of what leaves, another image may get onto it: until nothing new does. */
async function recheck(next: () => readonly InspectedImage[], alone: Parameters<typeof askAlone>[1]): Promise<void> {
  for (let images = next(); images.length > 0; images = next()) await askAlone(images, alone);
}

/** One image of each content; not those that were asked about in vain. */
function askableOnce(images: readonly InspectedImage[], { unanswered }: Notebook): readonly InspectedImage[] {
  const once = new Map(images.map((image) => [image.sha256, image]));
  return [...once.values()].filter(({ sha256 }) => !unanswered.has(sha256));
}
