import { styleText } from 'node:util';
import type { Io, TextStream } from '../io.ts';

/** The few colours that are used, each for one meaning; the words always say it too. */
export interface Style {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const plain: Style = { good: String, bad: String, warn: String, dim: String, bold: String };

/** Colours for a terminal; none elsewhere, nor where NO_COLOR is set (no-color.org) or the terminal is dumb. */
export function styleFor(stream: TextStream, env: Io['env']): Style {
  const wanted = stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  if (!wanted) return plain;
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    styleText(format, text, { validateStream: false });
  return { good: paint('green'), bad: paint('red'), warn: paint('yellow'), dim: paint('dim'), bold: paint('bold') };
}
