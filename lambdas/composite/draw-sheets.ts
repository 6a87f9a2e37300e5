import { labelAt } from '../../core/image-files.ts';
import { inFlight } from '../../core/in-flight.ts';
import type { VerdictMemory } from '../../core/judging/verdict-memory.ts';
import type { SheetCell } from '../../core/ports/image-codec.ts';
import type { InspectedImage, Inspection } from '../../core/records/inspection.ts';
import { SHEET } from '../../core/report/sheet-geometry.ts';
import { sha256Hex } from '../../core/sha256.ts';
import { drawAlone, drawForJudge, mayBeShownAlone } from './judge-views.ts';
import { SheetPile } from './sheet-pile.ts';
import type { CompositePorts, SetFile } from './task.ts';

/** Images under way at a time: more hold more memory and are no faster on two cores (facts.md). */
const IMAGES_IN_FLIGHT = 4;
/** The report shows a sheet at this share of its size. */
const PREVIEW_SCALE = 0.5;

/** What drawing works with beside the task's ports. */
export interface DrawPorts extends CompositePorts {
  readonly memory: VerdictMemory;
  readonly save: (name: string, body: Uint8Array, contentType: string) => Promise<unknown>;
  /** The same one lays out the judge's sheets in the same way. */
  readonly seed: string;
  /** Whether a plan is to follow, for which images may be looked at a second time. */
  readonly planned: boolean;
}

/** What came of it. */
export type Drawn = Pick<Inspection, 'images' | 'unreadable' | 'sheets' | 'pages'>;

/** Reads each image once, numbers the readable ones in order and draws all sheets as they fill up. */
export async function drawSheets(files: readonly SetFile[], ports: DrawPorts, signal: AbortSignal): Promise<Drawn> {
  const people = new SheetPile(SHEET.maxCells, (cells, index) => drawForPeople(cells, index, ports));
  const { sheetCells } = ports.judge;
  const judge =
    sheetCells === undefined
      ? undefined
      : new SheetPile(sheetCells - 1, (cells, index) => drawForJudge(cells, index, ports));
  const images: InspectedImage[] = [];
  const unreadable: Inspection['unreadable'] = [];
  const shown = new Set<string>();

  for await (const seen of inFlight(files, IMAGES_IN_FLIGHT, (file) => look(file, ports, signal))) {
    if ('unreadable' in seen) {
      unreadable.push({ file: seen.file, size: seen.size, version: seen.version, reason: seen.unreadable });
      continue;
    }
    const { picture, remembered, ...rest } = seen;
    const label = labelAt(images.length, files.length);
    await people.add({ label, picture });
    // The same content twice is judged once.
    const isNew = !shown.has(rest.sha256);
    shown.add(rest.sha256);
    if (isNew && !remembered) await judge?.add({ label, picture });
    images.push({ ...rest, label });
  }
  await people.flush();
  await judge?.flush();
  return { images, unreadable, sheets: people.drawn, pages: judge?.drawn ?? [] };
}

/** One image: its bytes are let go of as soon as the thumbnail, the view and the numbers are there. */
async function look({ key, file }: SetFile, ports: DrawPorts, signal: AbortSignal) {
  const { store, codec, judge, memory } = ports;
  const { body, size, version } = await store.get(key, { signal });
  const basics = { file, size, version };
  const sha256 = await sha256Hex(body);
  const known = await memory.recall(sha256);
  const remembered = known !== undefined;
  const statistics = judge.readsStatistics && !remembered;
  const seen = await codec.look(body, { edge: SHEET.picture, signal, statistics });
  if ('unreadable' in seen) return { ...basics, unreadable: seen.unreadable };
  const view = mayBeShownAlone(known, ports) ? { view: await drawAlone(body, sha256, ports, signal) } : {};
  return { ...basics, sha256, ...seen, ...view, remembered };
}

async function drawForPeople(cells: readonly SheetCell[], index: number, { codec, save }: DrawPorts): Promise<string> {
  const name = index === 0 ? 'composite.jpg' : `composite-part-${index + 1}.jpg`;
  const sheet = await codec.sheet(cells);
  await save(name, sheet, 'image/jpeg');
  if (index === 0) await save('preview.webp', await codec.preview(sheet, PREVIEW_SCALE), 'image/webp');
  return name;
}
