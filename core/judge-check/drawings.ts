import { IMAGE_TYPES, TYPE_NAMES } from '../image-type.ts';
import type { Band } from './calibration.ts';

const INK = '#222222';
const PALE = '#eef3f8';
const STRONG = '#2b6ca3';
const CELL = 104;
/** Room for row names and column names. */
const LEFT = 130;
const TOP = 56;
const PLOT = 260;
const MARGIN = 48;

/** A confusion matrix as an SVG: rows are true types, columns what was said, both in the order of IMAGE_TYPES. */
export function confusionSvg(rows: readonly (readonly number[])[]): string {
  const cells = rows.flatMap((row, y) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    return row.map((count, x) => matrixCell(LEFT + x * CELL, TOP + y * CELL, count, count / Math.max(1, total)));
  });
  const names = IMAGE_TYPES.flatMap((type, i) => [
    text(LEFT - 10, TOP + (i + 0.5) * CELL + 4, TYPE_NAMES[type], 'end'),
    text(LEFT + (i + 0.5) * CELL, TOP - 10, TYPE_NAMES[type], 'middle'),
  ]);
  const head = text(LEFT + 1.5 * CELL, 18, 'said (columns) of what is true (rows)', 'middle');
  return svg('Which types are taken for which', LEFT + 3 * CELL + 12, TOP + 3 * CELL + 12, [head, ...names, ...cells]);
}

function matrixCell(x: number, y: number, count: number, share: number): string {
  const dark = share > 0.5;
  return (
    `<rect x="${x}" y="${y}" width="${CELL - 2}" height="${CELL - 2}" fill="${dark ? STRONG : PALE}"/>` +
    text(x + CELL / 2, y + CELL / 2, String(count), 'middle', dark ? '#ffffff' : INK, 18) +
    text(x + CELL / 2, y + CELL / 2 + 18, `${Math.round(share * 100)} %`, 'middle', dark ? '#ffffff' : INK)
  );
}

/** Confidence against correctness as an SVG: each band a dot with its interval, larger for more images; on the line is honest. */
export function calibrationSvg(bands: readonly Band[]): string {
  const most = Math.max(1, ...bands.map(({ right }) => right.of));
  const dots = bands.filter(({ right }) => right.of > 0).map((band) => dot(band, most));
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    text(across(share), MARGIN + PLOT + 18, share.toFixed(2), 'middle'),
    text(MARGIN - 8, up(share) + 4, share.toFixed(2), 'end'),
  ]);
  return svg('What confidence is worth', PLOT + 2 * MARGIN, PLOT + 2 * MARGIN + 12, [
    `<rect x="${MARGIN}" y="${MARGIN}" width="${PLOT}" height="${PLOT}" fill="${PALE}"/>`,
    line(across(0), up(0), across(1), up(1), '#888888'),
    ...ticks,
    text(MARGIN + PLOT / 2, 22, 'share that was right, over confidence', 'middle'),
    ...dots,
  ]);
}

function dot({ confidence, right }: Band, most: number): string {
  const [x, y] = [across(confidence), up(right.share)];
  const radius = (3 + 7 * Math.sqrt(right.of / most)).toFixed(1);
  return `${line(x, up(right.low), x, up(right.high), STRONG)}<circle cx="${x}" cy="${y}" r="${radius}" fill="${STRONG}"/>`;
}

const across = (share: number) => Math.round(MARGIN + share * PLOT);
const up = (share: number) => Math.round(MARGIN + (1 - share) * PLOT);

function line(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${colour}" stroke-width="2"/>`;
}

function text(x: number, y: number, words: string, anchor: string, colour = INK, size = 13): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${colour}" font-size="${size}">${words}</text>`;
}

function svg(title: string, width: number, height: number, parts: readonly string[]): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif">`;
  return `${[open, `<title>${title}</title>`, '<rect width="100%" height="100%" fill="#ffffff"/>', ...parts, '</svg>'].join('\n')}\n`;
}
