import sharp from 'sharp';
import { EvencastError } from '../../core/errors.ts';
import type { Pixels, SheetCell } from '../../core/ports/image-codec.ts';
import { SHEET } from '../../core/report/sheet-geometry.ts';
import { textDots, textWidth } from './label-font.ts';

/** JPEG quality of a sheet (architecture.md, "composite"). */
const QUALITY = 90;

/** In the label strip: closer to its own picture than to the one below, or a full column reads as if labels stood on top. */
const LABEL_GAP = 2;
/** Half of the line that keeps two pictures of full width from running into one; it covers the outermost pixel of each. */
const HALF_LINE = 1;

const CELL_HEIGHT = SHEET.picture + SHEET.label;
const SHEET_WIDTH = SHEET.columns * SHEET.picture;
const BACKGROUND = 0xf0;
const INK = 0x10;

interface Canvas {
  readonly height: number;
  readonly rgb: Buffer;
}

/**
 * Draws a contact sheet and encodes it, once. Always five cells wide, also for fewer pictures: every sheet then has the
 * same scale for people, and a judge sees one layout only. Throws Internal for too many, no or too large pictures.
 */
export async function drawSheet(cells: readonly SheetCell[]): Promise<Uint8Array> {
  if (cells.length === 0 || cells.length > SHEET.maxCells) {
    throw new EvencastError('Internal', `A sheet takes 1 to ${SHEET.maxCells} pictures, not ${cells.length}.`);
  }
  const height = Math.ceil(cells.length / SHEET.columns) * CELL_HEIGHT;
  const canvas: Canvas = { height, rgb: Buffer.alloc(SHEET_WIDTH * height * 3, BACKGROUND) };
  for (const [index, cell] of cells.entries()) {
    const left = (index % SHEET.columns) * SHEET.picture;
    const top = Math.floor(index / SHEET.columns) * CELL_HEIGHT;
    placePicture(canvas, cell.picture, left, top);
    placeLabel(canvas, cell.label, left, top + SHEET.picture);
  }
  separateColumns(canvas);
  // Counting symbols for a Huffman table of its own takes two thirds of the encoder's time and saves 2 to 4 % of the bytes (measured).
  return sharp(canvas.rgb, { raw: { width: SHEET_WIDTH, height, channels: 3 } })
    .jpeg({ quality: QUALITY, optimiseCoding: false })
    .toBuffer();
}

/** Copies whole rows, centred in the cell. */
function placePicture(canvas: Canvas, picture: Pixels, cellLeft: number, cellTop: number): void {
  const { width, height, rgb } = picture;
  if (width > SHEET.picture || height > SHEET.picture || rgb.length !== width * height * 3) {
    throw new EvencastError('Internal', `A picture of ${width} x ${height} pixels does not fit a cell of the sheet.`);
  }
  const left = cellLeft + Math.floor((SHEET.picture - width) / 2);
  const top = cellTop + Math.floor((SHEET.picture - height) / 2);
  for (let y = 0; y < height; y++) {
    canvas.rgb.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * SHEET_WIDTH + left) * 3);
  }
}

function separateColumns(canvas: Canvas): void {
  for (let y = 0; y < canvas.height; y++) {
    for (let column = 1; column < SHEET.columns; column++) {
      const start = (y * SHEET_WIDTH + column * SHEET.picture - HALF_LINE) * 3;
      canvas.rgb.fill(BACKGROUND, start, start + 2 * HALF_LINE * 3);
    }
  }
}

/** Centred under its picture, three pixels a dot so that it stays readable at half size; smaller only if it would not fit. */
function placeLabel(canvas: Canvas, label: string, cellLeft: number, stripTop: number): void {
  const dots = textWidth(label);
  const dot = [3, 2].find((size) => dots * size <= SHEET.picture) ?? 1;
  const left = cellLeft + Math.max(0, Math.floor((SHEET.picture - dots * dot) / 2));
  const top = stripTop + LABEL_GAP;
  for (const { x, y } of textDots(label)) {
    if ((x + 1) * dot > SHEET.picture) break;
    for (let row = 0; row < dot; row++) {
      const start = ((top + y * dot + row) * SHEET_WIDTH + left + x * dot) * 3;
      canvas.rgb.fill(INK, start, start + dot * 3);
    }
  }
}
