import { createHash } from 'node:crypto';
import type { ConfigInput } from '../../core/config/config.ts';
import { actorResultSchema } from '../../core/records/actor-result.ts';
import type { Applied } from '../../core/records/applied.ts';
import { addFiles, record, type TaskWorld, taskWorld } from './task-world.ts';
import { pictureText } from './text-codec.ts';
import type { Fate } from './text-maker.ts';

/** Of ada's six images one is bad and one is in excess; two drawings are missing. */
export const ADA: Readonly<Record<string, string>> = {
  'bad.png': pictureText('photorealistic', 1, 'ada blurred'),
  'p1.png': pictureText('photorealistic', 5, 'ada at the sea'),
  'p2.png': pictureText('photorealistic', 8, 'ada in a car'),
  'p3.png': pictureText('photorealistic', 8, 'ada at home'),
  'p4.png': pictureText('photorealistic', 8, 'ada on a hill'),
  'c1.png': pictureText('color_stylized', 7, 'ada in oil'),
};

/**
 * A manifest as somebody wrote it by hand: laid out in their way, with a pin, with fields of their own, and not in step with
 * the folder.
 */
export const BY_HAND = `\uFEFF{ "schema": 1, "actor": "ada", "studio": "north",
  "images": [
    { "file": "p2.png", "sha256": "of an earlier version", "pinned": true, "note": "the client's favourite" },
    { "file": "p3.png", "sha256": "${sha256Of(ADA['p3.png'])}", "origin": { "kind": "upload", "by": "Kim" }, "tags": ["home"] },
    { "file": "p1.png", "sha256": "${sha256Of(ADA['p1.png'])}", "note": "will leave" },
    {"file":"gone.png","sha256":"00","why":"lost in the move"}
  ] }`;

function sha256Of(text = ''): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The maker's luck: the first try of the first image is of the wrong type. */
export function oneWrongTry(): (request: { readonly requestId: string }) => Fate {
  let first: string | undefined;
  return ({ requestId }) => {
    first ??= requestId;
    return requestId === first ? 'wrong type' : 'right';
  };
}

/** Wants three photographs, two drawings and a painting. */
export const CRASH_CONFIG: ConfigInput = {
  target: { shares: { photorealistic: 50, bw_stylized: 33, color_stylized: 17 }, total: 6, tolerance: 0, floor: 4 },
  limits: { maxDeletionShare: 1, concurrency: 1 },
};

/** A world with ada's set. */
export async function crashWorld(manifest?: string): Promise<TaskWorld> {
  const world = taskWorld({
    config: CRASH_CONFIG,
    maker: { fate: oneWrongTry() },
  });
  await addFiles(world, 'ada', ADA);
  if (manifest !== undefined) await world.store.put(world.layout.manifest('ada'), manifest);
  // Whoever held a lease in these tests is dead.
  return { ...world, isGone: () => true };
}

/** What really happened to ada in a run; undefined where its plan was not carried out. */
export async function appliedTo(world: TaskWorld, run = 'r1', actor = 'ada'): Promise<Applied | undefined> {
  const result = await record(world, actorResultSchema, world.layout.runActor(run, actor, 'result.json'));
  return result.status === 'failed' ? undefined : result.applied;
}
