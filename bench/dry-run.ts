import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import * as z from 'zod';

/** Actors of a small cast, a usual one and a large one. */
const SIZES = [100, 1_000, 10_000];
/** Images per actor: enough for a sheet, few enough that the pipeline and not the decoder is measured. */
const IMAGES = 3;
const EDGE = 64;
/**
 * Different pictures; every actor has three of them. Their statistics are measured once and then remembered by content, as
 * in a cast that was judged before: what is measured is the pipeline, not the judge (see the offline judge's figures).
 */
const POOL = 300;

const measuredSchema = z.object({
  actors: z.int(),
  failed: z.int(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMb: z.number(),
});

/** A dry-run over many small actors, and the same once more. */
export interface DryRunFigures {
  readonly actors: number;
  readonly msPerActor: number;
  readonly cpuMsPerActor: number;
  readonly peakMb: number;
  readonly again: { readonly msPerActor: number; readonly cpuMsPerActor: number };
}

/** Measures a dry-run over casts of growing size. Time and memory per actor should not grow with the cast. */
export async function benchDryRun(sizes: readonly number[] = SIZES): Promise<readonly DryRunFigures[]> {
  const figures: DryRunFigures[] = [];
  for (const actors of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'evencast-bench-'));
    try {
      await drawCast(join(folder, 'cast'), actors);
      const first = await dryRun(folder);
      const second = await dryRun(folder);
      figures.push({
        actors,
        msPerActor: (first.seconds * 1000) / actors,
        cpuMsPerActor: (first.cpuSeconds * 1000) / actors,
        peakMb: first.peakMb,
        again: { msPerActor: (second.seconds * 1000) / actors, cpuMsPerActor: (second.cpuSeconds * 1000) / actors },
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return figures;
}

async function drawCast(folder: string, actors: number): Promise<void> {
  const pool: Buffer[] = [];
  for (let picture = 0; picture < POOL; picture++) pool.push(await noise(picture));
  for (let actor = 0; actor < actors; actor++) {
    const path = join(folder, String(actor).padStart(5, '0'));
    await mkdir(path, { recursive: true });
    for (let image = 0; image < IMAGES; image++) {
      await writeFile(join(path, `${image}.jpg`), pool[(actor * (image * 2 + 1) + image * 100) % POOL] ?? '');
    }
  }
}

/** A small picture unlike every other: soft noise around a colour of its own. */
async function noise(seed: number): Promise<Buffer> {
  let state = seed + 1;
  const next = () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return (state >>> 24) & 0xff;
  };
  const rgb = Buffer.alloc(EDGE * EDGE * 3, 0).map(() => next());
  return sharp(rgb, { raw: { width: EDGE, height: EDGE, channels: 3 } })
    .blur(2)
    .jpeg({ quality: 90 })
    .toBuffer();
}

async function dryRun(folder: string): Promise<z.infer<typeof measuredSchema>> {
  const child = fileURLToPath(new URL('dry-run-child.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [child, join(folder, 'cast'), join(folder, 'out')]);
  const measured = measuredSchema.parse(JSON.parse(stdout));
  if (measured.failed > 0) throw new Error(`${measured.failed} of ${measured.actors} actors failed`);
  return measured;
}

/** {@link DryRunFigures} as a table for people. */
export function dryRunTable(figures: readonly DryRunFigures[]): string {
  const cell = (value: number) => value.toFixed(1).padStart(12);
  const rows = figures.map(
    ({ actors, msPerActor, cpuMsPerActor, peakMb, again }) =>
      String(actors).padStart(8) +
      [msPerActor, cpuMsPerActor, again.msPerActor, again.cpuMsPerActor, peakMb].map(cell).join(''),
  );
  const heading = '  actors    ms/actor      CPU ms    again ms   again CPU     peak MB';
  return [`Dry-run over actors of ${IMAGES} small images`, '', heading, ...rows, ''].join('\n');
}

if (import.meta.main) {
  const sizes = process.argv.slice(2).map(Number);
  process.stdout.write(`${dryRunTable(await benchDryRun(sizes.length > 0 ? sizes : SIZES))}\n`);
}
