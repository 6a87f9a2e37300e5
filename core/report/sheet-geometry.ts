/** Longest side of an image that a judge is shown alone, in pixels. */
export const VIEW_EDGE = 512;

/**
 * The contact sheet's geometry in pixels: cells in reading order, each a square picture area with a strip below it for
 * the label. The one place these numbers stand: the drawer draws by them and the report cuts single images out by them.
 */
export const SHEET = {
  columns: 5,
  /** Width and height of the picture area, and so the width of a cell. */
  picture: 200,
  /** Height of the strip with the label. */
  label: 28,
  /** More images go on further sheets. */
  maxCells: 500,
} as const;
