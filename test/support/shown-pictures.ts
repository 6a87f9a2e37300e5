import sharp from 'sharp';
import { textDots, textWidth } from '../../adapters/sharp/label-font.ts';
import { SHEET } from '../../core/report/sheet-geometry.ts';
import type { Colour, PictureMeaning } from './picture-code.ts';
import { lookAtSheet } from './sheet-eyes.ts';

/** A picture as the stand-in vision server sees it: by its label, the meaning that its pixels carry. */
export interface SeenPicture extends PictureMeaning, Colour {
  readonly label: string;
  readonly confidence: number;
}

const SURE = 0.9;

/** The part of a question that shows something. */
export type Part = { readonly text: string } | { readonly jpeg: Uint8Array };

/**
 * What a model sees in a question: on a sheet, the cells with the labels that are drawn under them; else every image with the
 * label in the text before it. Nothing is taken from the order in which labels are asked about: a label that stands under
 * another image than the caller thinks gets that image's verdict.
 */
export async function seenPictures(parts: readonly Part[], asked: readonly string[]): Promise<readonly SeenPicture[]> {
  const pictures = parts.filter((part) => 'jpeg' in part);
  const [only] = pictures;
  const isSheet =
    only !== undefined && pictures.length === 1 && !parts.some((part) => 'text' in part && /^Image /.test(part.text));
  return isSheet ? onSheet(only.jpeg, asked) : alone(parts);
}

async function onSheet(jpeg: Uint8Array, asked: readonly string[]): Promise<readonly SeenPicture[]> {
  const cells = await lookAtSheet(jpeg, asked.length);
  const { data, info } = await sharp(jpeg).greyscale().raw().toBuffer({ resolveWithObject: true });
  return cells.map((cell, index) => {
    const label = readLabel(data, info.width, index, asked) ?? asked[index] ?? '';
    return { ...cell, label, confidence: SURE };
  });
}

async function alone(parts: readonly Part[]): Promise<readonly SeenPicture[]> {
  const seen: SeenPicture[] = [];
  let label = '';
  for (const part of parts) {
    if ('text' in part) {
      label = /^Image (\S+):$/.exec(part.text)?.[1] ?? '';
      continue;
    }
    const [picture] = await lookAtSheet(part.jpeg, 1);
    if (picture !== undefined) seen.push({ ...picture, label, confidence: SURE });
  }
  return seen;
}

/** Size of a label's dot on a sheet, and the gap above it, in pixels. */
const DOT = 3;
const GAP = 2;

/** The one of these labels whose dots are dark and nothing beside them is; undefined where the strip is empty. */
function readLabel(grey: Uint8Array, width: number, index: number, labels: readonly string[]): string | undefined {
  const left = (index % SHEET.columns) * SHEET.picture;
  const top = Math.floor(index / SHEET.columns) * (SHEET.picture + SHEET.label) + SHEET.picture + GAP;
  const isDark = (x: number, y: number) => (grey[(top + y * DOT + 1) * width + left + x] ?? 255) < 128;
  const inked = (label: string) => {
    const start = Math.floor((SHEET.picture - textWidth(label) * DOT) / 2);
    return [...textDots(label)].filter(({ x, y }) => isDark(start + x * DOT + 1, y)).length;
  };
  const dots = (label: string) => [...textDots(label)].length;
  // A label with fewer dots may lie inside another one: what explains most ink is what stands there.
  return labels
    .filter((label) => inked(label) === dots(label))
    .toSorted((a, b) => dots(b) - dots(a))
    .at(0);
}
