import fc from 'fast-check';
import { EvencastError } from '../../core/errors.ts';
import { IMAGE_TYPES } from '../../core/image-type.ts';
import type { MakeRequest } from '../../core/ports/image-maker.ts';
import type { Death } from './mortal-world.ts';
import { addFiles, type TaskWorld, taskWorld } from './task-world.ts';
import { pictureText } from './text-codec.ts';
import type { Fate } from './text-maker.ts';
import type { Mischief } from './watched-world.ts';

/** The first picture of any set, for the maker to copy. */
const FIRST_SHOWN = 'ada 0';

const FATES: readonly Fate[] = [
  'right',
  'right',
  'failed',
  'refused',
  'wrong type',
  'bad',
  'no picture',
  { copyOf: FIRST_SHOWN },
  new EvencastError('MakerUnavailable', 'The maker is down.'),
  new EvencastError('QuotaExhausted', 'No credit is left.'),
];

/** A set, what is wanted of it, what it may cost, and how the maker behaves. */
export const anyCast = fc.record({
  images: fc.array(
    fc.record({
      type: fc.constantFrom(...IMAGE_TYPES),
      score: fc.integer({ min: 1, max: 9 }),
      shows: fc.integer({ min: 0, max: 9 }),
      pinned: fc.nat({ max: 5 }),
    }),
    { minLength: 2, maxLength: 9 },
  ),
  hasManifest: fc.boolean(),
  total: fc.integer({ min: 3, max: 8 }),
  floor: fc.integer({ min: 0, max: 3 }),
  tries: fc.integer({ min: 1, max: 3 }),
  budgetUsd: fc.constantFrom(0.02, 0.1, 0.2, 0.33, 25),
  maxDeletions: fc.integer({ min: 0, max: 6 }),
  fates: fc.array(fc.constantFrom(...FATES), { minLength: 1, maxLength: 5 }),
});

/** See {@link anyCast}. */
export type AnyCast = typeof anyCast extends fc.Arbitrary<infer T> ? T : never;

/** A process that dies somewhere, or does not live long enough to. */
export const anyDeath: fc.Arbitrary<Death> = fc.record({
  at: fc.integer({ min: 1, max: 90 }),
  when: fc.constantFrom('before', 'after', 'half-way'),
});

/** A person at work on the same set. */
export const anyMischief: fc.Arbitrary<Mischief> = fc.record({
  at: fc.integer({ min: 10, max: 70 }),
  what: fc.constantFrom('replace', 'rename', 'delete', 'add', 'pin', 'note', 'no manifest'),
  which: fc.nat({ max: 10 }),
});

/** How a request comes out: the same in every process. */
export function fateOf({ fates }: AnyCast, { requestId }: Pick<MakeRequest, 'requestId'>): Fate {
  return fates[Number.parseInt(requestId.slice(0, 6), 16) % fates.length] ?? 'right';
}

/** A world with that set. */
export async function worldOf(cast: AnyCast): Promise<TaskWorld> {
  const { images, hasManifest, total, floor, tries, budgetUsd, maxDeletions } = cast;
  const world = taskWorld({
    config: {
      target: { shares: { photorealistic: 50, bw_stylized: 25, color_stylized: 25 }, total, floor, tolerance: 0 },
      limits: { maxDeletionShare: 1, maxDeletions, budgetUsd, concurrency: 1 },
      generate: { tries },
    },
    maker: { fate: (request) => fateOf(cast, request) },
  });
  const named = images.map((image, index) => ({ file: `${index}.png`, ...image }));
  const files = named.map(({ file, type, score, shows }) => [file, pictureText(type, score, `ada ${shows}`)]);
  await addFiles(world, 'ada', Object.fromEntries(files));
  if (hasManifest) {
    const entries = named.map(({ file, pinned }) => ({ file, sha256: 'unknown', pinned: pinned === 0 }));
    const manifest = JSON.stringify({ schema: 1, actor: 'ada', images: entries, made: 'by hand' }, null, 7);
    await world.store.put(world.layout.manifest('ada'), manifest);
  }
  return world;
}
