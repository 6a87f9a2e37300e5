import type { DeskActor, DeskPicture } from '../../core/desk/contract/actor.ts';
import type { DeskChange } from '../../core/desk/contract/changes.ts';
import type { Counts } from '../../core/desk/contract/parts.ts';
import { reasonGroupOf } from '../../core/desk/rules/reason-group.ts';
import type { ImageType } from '../../core/image-type.ts';
import type { Change } from '../../core/plan/change.ts';
import { drawnHash } from './desk-pictures.ts';

/** The run that waits for a decision in the made-up cast. */
export const RUN = '20261124-140500-demo';
export const PLAN_HASH = 'a'.repeat(64);
const STARTED = '2026-11-24T14:05:00.000Z';
export const TARGET: Counts = { photorealistic: 13, bw_stylized: 4, color_stylized: 3 };

/** Foreign text at its worst: markup, a mark that turns the direction around, and no end. */
export const HOSTILE = `<img src=x onerror="alert(1)"> \u202Egnp.exe ${'very long '.repeat(200)}`;

const MOVES: readonly (readonly [ImageType, number])[] = [
  ['photorealistic', 15],
  ['bw_stylized', 2],
  ['color_stylized', 3],
];

function picturesOf(actor: string): readonly DeskPicture[] {
  return MOVES.flatMap(([type, count]) =>
    Array.from({ length: count }, (_, at): DeskPicture => {
      const file = `${actor.slice(0, 3)}_${type.slice(0, 2)}_${`${at + 1}`.padStart(2, '0')}.jpg`;
      // The second photograph is a copy of the first: it is drawn by the same name.
      const drawn = type === 'photorealistic' && at === 1 ? `${actor}/${type}/0` : `${actor}/${type}/${at}`;
      return {
        file,
        sha256: drawnHash(`${drawn}${at === 1 ? '/copy' : ''}`),
        size: 180_000 + at * 7_919,
        width: at === 1 ? 1024 : 1536,
        height: at === 1 ? 1280 : 1920,
        verdict: {
          type,
          score: 9 - (at % 6),
          confidence: at === 5 ? 0.52 : 0.93 - at / 60,
          unsure: at === 5,
          words: at === 3 ? HOSTILE : 'Natural skin and even light; the eyes are in focus.',
          judge: { name: 'offline', model: 'offline-statistics-1' },
          at: STARTED,
        },
        corrected: null,
        dismissed: [],
        pinned: type === 'photorealistic' && at === 7,
        origin: { kind: 'upload' },
        moved: null,
      };
    }),
  );
}

function changesOf(actor: string, pictures: readonly DeskPicture[]): readonly DeskChange[] {
  const retire = (at: number, reason: Extract<Change, { kind: 'retire' }>['reason']): DeskChange => {
    const picture = pictures[at];
    if (picture === undefined) throw new Error('there is no such picture');
    const change: Change = {
      id: `retire/${picture.file}`,
      kind: 'retire',
      file: picture.file,
      label: `${at + 1}`,
      type: 'photorealistic',
      score: picture.verdict?.score ?? 0,
      reason,
    };
    const keptFile = 'kept' in reason ? reason.kept : undefined;
    const kept = pictures.find(({ file }) => file === keptFile);
    return {
      actor,
      change,
      group: reasonGroupOf(change),
      sha256: picture.sha256,
      kept: kept === undefined ? null : { file: kept.file, sha256: kept.sha256, moved: null },
      pinned: false,
      moved: null,
    };
  };
  const make = (promptNumber: number): DeskChange => {
    const change: Change = {
      id: `make/${promptNumber}`,
      kind: 'generate',
      type: 'bw_stylized',
      reason: { code: 'missing', count: 2, target: 4 },
      promptNumber,
      prompt: `A pen drawing of the person in three-quarter view, hatching, white ground (${promptNumber})`,
      references: ['x.jpg'],
      usd: 0.05,
    };
    return { actor, change, group: reasonGroupOf(change), sha256: null, kept: null, pinned: false, moved: null };
  };
  const first = pictures[0]?.file ?? '';
  return [
    retire(1, {
      code: 'near-copy',
      kept: first,
      keptLeaves: false,
      bits: 6,
      maxBits: 46,
      correlation: 0.99,
      mirrored: false,
      pixels: 1024 * 1280,
      keptPixels: 1536 * 1920,
    }),
    retire(0, { code: 'excess', score: 6, count: 15, target: 13 }),
    retire(5, { code: 'below-minimum', score: 3, minimum: 4 }),
    make(16),
    make(17),
  ];
}

/** An actor with twenty pictures: two copies, one too weak, two drawings missing. */
export function madeUpActor(actor: string, waits: boolean): DeskActor {
  const pictures = picturesOf(actor);
  const changes = waits ? changesOf(actor, pictures) : [];
  return {
    actor,
    group: null,
    run: {
      run: RUN,
      startedAt: STARTED,
      state: waits ? 'review' : 'planned',
      planHash: waits ? PLAN_HASH : null,
      plannedAgain: null,
      sequence: 0,
    },
    problem: null,
    target: { counts: TARGET, total: 20, tolerance: 10, minQuality: 4, floor: 10 },
    before: { photorealistic: 15, bw_stylized: 2, color_stylized: 3 },
    after: waits
      ? { photorealistic: 12, bw_stylized: 4, color_stylized: 3 }
      : { photorealistic: 15, bw_stylized: 2, color_stylized: 3 },
    findings: ['off-target', 'has-copies'],
    pictures: [...pictures],
    changes: [...changes],
    withheld: [],
    unreadable: [{ file: `${actor}_broken.jpg`, size: 12, reason: 'the file ends in the middle of the picture' }],
    retired: [{ file: 'old_01.jpg', sha256: drawnHash(`${actor}/old`), run: '20261105-090000-before', size: 120_000 }],
    analysis: 'A good set; drawings are missing.',
    changedBy: ['20261105-090000-before'],
  };
}
