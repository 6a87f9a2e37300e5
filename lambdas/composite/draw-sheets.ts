import { labelAt } from '../../core/image-files.ts';
import { inFlight } from '../../core/in-flight.ts';
import type { VerdictMemory } from '../../core/judging/verdict-memory.ts';
import type { SheetCell } from '../../core/ports/image-codec.ts';
import type { InspectedImage, Inspection } from '../../core/records/inspection.ts';
import { SHEET } from '../../core/report/sheet-geometry.ts';
import { sha256Hex } from '../../core/sha256.ts';
import type { CompositePorts, SetFile } from './task.ts';

/** Images under way at a time: more hold more memory and are no faster on two cores (facts.md). */
const IMAGES_IN_FLIGHT = 4;
/** The report shows a sheet at this share of its size. */
const PREVIEW_SCALE = 0.5;

/** What drawing works with beside the task's ports. */
export interface DrawPorts extends CompositePorts {
  readonly memory: VerdictMemory;
  readonly save: (name: string, body: Uint8Array, contentType: string) => Promise<unknown>;
}

/** What came of it. */
export type Drawn = Pick<Inspection, 'images' | 'unreadable' | 'sheets' | 'pages'>;

/** Cells that wait until their sheet is full: never more than one sheet of them is held. */
class SheetPile {
  readonly names: string[] = [];
  readonly labels: string[][] = [];
  #cells: SheetCell[] = [];
  readonly #size: number;
  readonly #draw: (cells: readonly SheetCell[], index: number) => Promise<string>;

  constructor(size: number, draw: (cells: readonly SheetCell[], index: number) => Promise<string>) {
    this.#size = size;
    this.#draw = draw;
  }

  async add(cell: SheetCell): Promise<void> {
    this.#cells.push(cell);
    if (this.#cells.length === this.#size) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#cells.length === 0) return;
    this.labels.push(this.#cells.map(({ label }) => label));
    this.names.push(await this.#draw(this.#cells, this.names.length));
    this.#cells = [];
  }
}

/** Reads each image once, numbers the readable ones in order and draws all sheets as they fill up. */
export async function drawSheets(files: readonly SetFile[], ports: DrawPorts, signal: AbortSignal): Promise<Drawn> {
  const people = new SheetPile(SHEET.maxCells, (cells, index) => drawForPeople(cells, index, ports));
  const { sheetCells } = ports.judge;
  const judge =
    sheetCells === undefined ? undefined : new SheetPile(sheetCells, (cells, index) => drawPage(cells, index, ports));
  const images: InspectedImage[] = [];
  const unreadable: Inspection['unreadable'] = [];

  for await (const seen of inFlight(files, IMAGES_IN_FLIGHT, (file) => look(file, ports, signal))) {
    if ('unreadable' in seen) {
      unreadable.push({ file: seen.file, size: seen.size, version: seen.version, reason: seen.unreadable });
      continue;
    }
    const { picture, remembered, ...rest } = seen;
    const label = labelAt(images.length, files.length);
    images.push({ ...rest, label });
    await people.add({ label, picture });
    if (!remembered) await judge?.add({ label, picture });
  }
  await people.flush();
  await judge?.flush();
  const pages = (judge?.names ?? []).map((name, index) => ({ name, labels: judge?.labels[index] ?? [] }));
  return { images, unreadable, sheets: people.names, pages };
}

/** One image: its bytes are let go of as soon as the thumbnail and the numbers are there. */
async function look({ key, file }: SetFile, { store, codec, judge, memory }: DrawPorts, signal: AbortSignal) {
  const { body, size, version } = await store.get(key, { signal });
  const basics = { file, size, version };
  const sha256 = await sha256Hex(body);
  const remembered = (await memory.recall(sha256)) !== undefined;
  const statistics = judge.readsStatistics && !remembered;
  const seen = await codec.look(body, { edge: SHEET.picture, signal, statistics });
  return 'unreadable' in seen ? { ...basics, unreadable: seen.unreadable } : { ...basics, sha256, ...seen, remembered };
}

async function drawForPeople(cells: readonly SheetCell[], index: number, { codec, save }: DrawPorts): Promise<string> {
  const name = index === 0 ? 'composite.jpg' : `composite-part-${index + 1}.jpg`;
  const sheet = await codec.sheet(cells);
  await save(name, sheet, 'image/jpeg');
  if (index === 0) await save('preview.webp', await codec.preview(sheet, PREVIEW_SCALE), 'image/webp');
  return name;
}

async function drawPage(cells: readonly SheetCell[], index: number, { codec, save }: DrawPorts): Promise<string> {
  const name = `composite-${index + 1}.jpg`;
  await save(name, await codec.sheet(cells), 'image/jpeg');
  return name;
}
