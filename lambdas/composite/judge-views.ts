import { EvencastError } from '../../core/errors.ts';
import { type JudgeSheet, planSheet } from '../../core/judging/sheet-plan.ts';
import type { RememberedVerdict } from '../../core/judging/verdict-memory.ts';
import type { SheetCell } from '../../core/ports/image-codec.ts';
import { VIEW_EDGE } from '../../core/report/sheet-geometry.ts';
import type { DrawPorts } from './draw-sheets.ts';

/** Draws a sheet for the judge: the images out of order under numbers of the sheet's own, with a canary among them. */
export async function drawForJudge(
  waiting: readonly SheetCell[],
  index: number,
  { codec, save, seed }: DrawPorts,
): Promise<JudgeSheet> {
  const pictures = new Map(waiting.map(({ label, picture }) => [label, picture]));
  const { cells, canary, drawing } = planSheet([...pictures.keys()], `${seed}/sheet ${index + 1}`);
  const drawn = await codec.canary(canary.type, drawing);
  const name = `composite-${index + 1}.jpg`;
  const shown = cells.map(({ label, image }) => ({ label, picture: pictures.get(image ?? '') ?? drawn }));
  await save(name, await codec.sheet(shown), 'image/jpeg');
  return { name, cells: [...cells], canary };
}

/** Whether the judge may have to be shown the image alone: it has not seen it so, and still may be asked to. */
export function mayBeShownAlone(known: RememberedVerdict | undefined, { judge, planned }: DrawPorts): boolean {
  if (judge.manner === undefined) return false;
  if (known === undefined) return true;
  return planned && judge.manner.protocol === 'composite+recheck' && known.looks.image === undefined;
}

/** Draws an image alone, under a name that follows from its content. Its bytes were read a moment ago, so they can be. */
export async function drawAlone(
  bytes: Uint8Array,
  sha256: string,
  { codec, save }: DrawPorts,
  signal: AbortSignal,
): Promise<string> {
  const view = await codec.reference(bytes, VIEW_EDGE, signal);
  if ('unreadable' in view)
    throw new EvencastError('Internal', `A picture that was read before cannot be read: ${view.unreadable}.`);
  const name = `view-${sha256.slice(0, 16)}.jpg`;
  await save(name, view, 'image/jpeg');
  return name;
}
