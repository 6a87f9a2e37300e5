import { gunzipSync, gzipSync } from 'node:zlib';
import { ownLinks } from '../adapters/desk/own-links.ts';
import { memoryObjectStore } from '../adapters/memory/object-store.ts';
import { openApproval } from '../core/approval/decide.ts';
import { decideRun } from '../core/approval/decide-run.ts';
import { configSchema } from '../core/config/config.ts';
import { castSchema } from '../core/desk/contract/cast.ts';
import type { DeskWorld } from '../core/desk/desk-world.ts';
import { readCast } from '../core/desk/read/cast.ts';
import { deskMemory } from '../core/desk/read/desk-memory.ts';
import { type ByType, byType } from '../core/image-type.ts';
import { NO_USAGE } from '../core/judging/verdict.ts';
import { BUCKET_LAYOUT, layoutOf } from '../core/layout.ts';
import type { PlannedResult } from '../core/records/actor-result.ts';
import { recordText } from '../core/records/record-text.ts';
import type { RunRecord } from '../core/records/run-record.ts';
import { reviewOf } from '../core/report/review-of.ts';
import { seededRandom } from '../core/seeded-random.ts';
import { sha256Hex } from '../core/sha256.ts';

/** A usual cast and the largest that the desk is made for. */
const SIZES = [100, 1_000, 10_000];
const NAMES = ['ada-stone', 'bo-reed', 'cy-vale', 'dana-moss', 'eli-wood', 'fay-hart', 'gus-bell', 'ida-lund'];
const ROUNDS = 5;
const AT = Date.UTC(2026, 10, 1, 12);
const signal = new AbortController().signal;

/** What an overview of a cast costs. */
export interface DeskIndexFigures {
  readonly actors: number;
  readonly bytes: number;
  readonly gzipBytes: number;
  /** The first answer after the desk was started, and every later one (median). */
  readonly firstMs: number;
  readonly againMs: number;
  /** What a browser does with it: JSON to columns. */
  readonly parseMs: number;
}

/** Measures the overview's index over casts of growing size, of a run that waits for a decision. */
export async function benchDeskIndex(sizes: readonly number[] = SIZES): Promise<readonly DeskIndexFigures[]> {
  const figures: DeskIndexFigures[] = [];
  for (const actors of sizes) {
    const world = await deskOver(actors);
    const first = await timed(() => readCast(world, signal));
    const again: number[] = [];
    for (let round = 0; round < ROUNDS; round++) again.push((await timed(() => readCast(world, signal))).ms);
    const text = JSON.stringify(castSchema.parse(first.value));
    const zipped = gzipSync(text);
    const parsed = await timed(async () => JSON.parse(gunzipSync(zipped).toString()));
    figures.push({
      actors,
      bytes: Buffer.byteLength(text),
      gzipBytes: zipped.length,
      firstMs: Math.round(first.ms),
      againMs: Math.round(again.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0),
      parseMs: Math.round(parsed.ms),
    });
  }
  return figures;
}

/** The figures as a table. */
export function deskIndexTable(figures: readonly DeskIndexFigures[]): string {
  const rows = figures.map(({ actors, bytes, gzipBytes, firstMs, againMs, parseMs }) => {
    const kib = (value: number) => `${(value / 1024).toFixed(0)} KiB`;
    return `${actors} actors: ${kib(bytes)}, ${kib(gzipBytes)} gzip; first ${firstMs} ms, again ${againMs} ms, parse ${parseMs} ms`;
  });
  return ['desk-index', ...rows].join('\n');
}

async function timed<T>(run: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const from = performance.now();
  const value = await run();
  return { ms: performance.now() - from, value };
}

/** A desk in memory over so many made-up actors, and a run about them that waits for a decision. */
export async function deskOver(actors: number): Promise<DeskWorld> {
  const layout = layoutOf(BUCKET_LAYOUT);
  const store = memoryObjectStore('a cast in memory');
  const clock = { now: () => AT, sleep: async () => undefined };
  const config = configSchema.parse({});
  const results = await Promise.all(Array.from({ length: actors }, (_, at) => resultOf(at)));
  for (const { actor } of results) await store.put(layout.image(actor, '1.jpg'), 'an image');
  const record: RunRecord = {
    schema: 1,
    run: 'r1',
    startedAt: new Date(AT).toISOString(),
    place: store.place,
    request: { mode: 'execute', approval: 'wanted', force: false },
    config,
    maker: { name: 'offline', model: 'offline', standIn: true, why: 'a benchmark' },
    judge: { signatures: [{ name: 'offline', model: 'offline', key: 'offline' }], why: 'a benchmark' },
    actors,
    takenBack: false,
  };
  await store.put(layout.run('r1', 'run.json'), recordText(record));
  await store.put(layout.run('r1', 'actors.json'), recordText(results.map(({ actor }) => ({ actor }))));
  for (const result of results) await store.put(layout.runActor('r1', result.actor, 'result.json'), recordText(result));
  const { planHash } = await reviewOf(results);
  await openApproval({ store, layout, clock }, 'r1', { planHash, hours: 72 });
  await writeIndex(store, layout, results, record);
  const keeper = {
    start: async () => 'r2',
    goOn: async () => false,
    stop: async () => false,
    kept: async () => undefined,
  };
  return {
    store,
    layout,
    clock,
    config,
    judge: { costCeiling: () => 0 },
    maker: { usdPerImage: 0 },
    keeper,
    linker: ownLinks(),
    decider: { decide: (run, wish) => decideRun({ store, layout, clock }, run, wish) },
    isGone: () => false,
    newHolder: () => 'a benchmark',
    memory: deskMemory(store),
    about: {
      mode: 'local',
      version: '0',
      judge: { name: 'offline', model: 'offline', why: '' },
      maker: { name: 'offline', model: 'offline', why: '', standIn: true },
    },
  };
}

/** The two records that an overview reads, without the page, which needs evaluations. */
async function writeIndex(
  store: DeskWorld['store'],
  layout: DeskWorld['layout'],
  results: readonly PlannedResult[],
  record: RunRecord,
): Promise<void> {
  const { run, startedAt, place, maker } = record;
  await store.put(layout.run(run, 'index.json'), JSON.stringify({ schema: 1, run, actors: results }));
  const report = {
    schema: 1,
    run,
    startedAt,
    place,
    mode: 'execute',
    state: 'waiting',
    maker,
    judge: { name: 'offline', model: 'offline', why: '' },
    budgetUsd: 25,
    review: await reviewOf(results),
  };
  await store.put(layout.run(run, 'report.json'), recordText(report));
}

async function resultOf(at: number): Promise<PlannedResult> {
  const random = seededRandom(1, String(at));
  const whole = (low: number, high: number) => Math.floor(random.between(low, high + 1));
  const counts = (a: number, b: number, c: number): ByType<number> => {
    const all = { photorealistic: a, bw_stylized: b, color_stylized: c };
    return byType((type) => all[type]);
  };
  const isPlanned = random.next() < 0.3;
  const [retire, generate] = isPlanned ? [whole(0, 6), whole(0, 4)] : [0, 0];
  return {
    schema: 1,
    actor: `${NAMES[at % NAMES.length]}-${String(at).padStart(4, '0')}`,
    status: isPlanned ? 'planned' : 'balanced',
    before: counts(whole(8, 20), whole(1, 6), whole(0, 5)),
    target: counts(13, 4, 3),
    after: counts(13, 4, 3),
    meanScore: whole(40, 95) / 10,
    retire,
    generate,
    reasons: isPlanned ? { excess: retire, 'missing/bw_stylized': generate } : {},
    usd: generate * 0.05,
    findings: isPlanned ? ['off-target'] : [],
    unreadable: random.next() < 0.02 ? 1 : 0,
    unsure: random.next() < 0.1 ? 1 : 0,
    usage: NO_USAGE,
    planHash: await sha256Hex(String(at)),
  };
}
