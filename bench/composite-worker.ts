import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { sharpImageCodec } from '../adapters/sharp/image-codec.ts';
import type { SheetCell } from '../core/ports/image-codec.ts';

/**
 * Makes one composite and prints what it cost as a line of JSON. A process of its own, so that the peak memory is that of
 * the composite alone. Usage: composite-worker.ts evencast|naive FOLDER
 */

const IN_FLIGHT = 4;

/** After two composites code is compiled and libraries are loaded; the mean of three holds what collecting garbage costs. */
const WARM_UPS = 2;
const MEASURED = 3;

/** With the codec: thumbnails as raw pixels, one encode; files are read as they are needed. */
async function evencast(paths: readonly string[]): Promise<Uint8Array> {
  const codec = sharpImageCodec({ inFlight: IN_FLIGHT });
  const cells: SheetCell[] = [];
  const todo = paths.entries();
  const lanes = Array.from({ length: IN_FLIGHT }, async () => {
    for (const [index, path] of todo) {
      const picture = await codec.thumbnail(await readFile(path), 200);
      if ('unreadable' in picture) throw new Error(`${path}: ${picture.unreadable}`);
      cells[index] = { label: `#${index + 1}`, picture };
    }
  });
  await Promise.all(lanes);
  return codec.sheet(cells);
}

/** As sharp's documentation suggests it at first sight: encoded thumbnails, composited. */
async function naive(paths: readonly string[]): Promise<Uint8Array> {
  const thumbnails = await Promise.all(
    paths.map((path) => sharp(path).resize(200, 200, { fit: 'inside' }).toBuffer({ resolveWithObject: true })),
  );
  const layers = thumbnails.map(({ data, info }, index) => ({
    input: data,
    left: (index % 5) * 200 + Math.floor((200 - info.width) / 2),
    top: Math.floor(index / 5) * 200 + Math.floor((200 - info.height) / 2),
  }));
  const height = Math.ceil(paths.length / 5) * 200;
  const canvas = sharp({ create: { width: 1000, height, channels: 3, background: '#F0F0F0' } });
  return canvas.composite(layers).jpeg({ quality: 90 }).toBuffer();
}

/**
 * The kernel's high-water mark of this program. `resourceUsage().maxRSS` also counts the parent's memory at the fork, so
 * it is used only where there is no /proc.
 */
async function peakRssMb(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return (peak === undefined ? process.resourceUsage().maxRSS : Number(peak)) / 1024;
}

/** Mean over `times`. */
async function costOf(times: number, work: () => Promise<unknown>): Promise<{ cpuMs: number; wallMs: number }> {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  for (let i = 0; i < times; i++) await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000 / times, wallMs: (performance.now() - wall) / times };
}

const [mode, folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: composite-worker.ts evencast|naive FOLDER');
const composite = mode === 'naive' ? naive : evencast;
const paths = (await readdir(folder)).sort().map((name) => join(folder, name));
const first = await costOf(1, () => composite(paths));
const peak = await peakRssMb();
await costOf(WARM_UPS - 1, () => composite(paths));
const next = await costOf(MEASURED, () => composite(paths));
process.stdout.write(`${JSON.stringify({ ...next, firstCpuMs: first.cpuMs, peakRssMb: peak })}\n`);
