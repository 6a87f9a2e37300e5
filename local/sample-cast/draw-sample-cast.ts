import { inFlight } from '../../core/in-flight.ts';
import { seededRandom } from '../../core/seeded-random.ts';
import { ACTORS, type ActorId } from './actors.ts';
import { type Look, PLANNED_CAST, type PlannedImage } from './cast-list.ts';
import { copyOf, encode } from './encode.ts';
import { figureOf } from './figure/figure.ts';
import { colourDrawing } from './looks/colour.ts';
import { inkDrawing } from './looks/ink.ts';
import { type Finish, photograph } from './looks/photograph.ts';
import type { Picture } from './looks/picture.ts';
import { openStage, type PoseFigure, type Stage } from './render/scene.ts';
import type { Shot } from './render/shot.ts';
import { shotOf } from './shots.ts';

/** While one image is shaded here, others are blurred, resized and encoded in sharp's threads. */
const AT_ONCE = 4;

/** The seed whose pictures the README shows. */
const DEFAULT_SEED = 20;

/** Takes one finished image. */
export type WriteImage = (actor: string, file: string, bytes: Uint8Array) => Promise<void>;

/**
 * Draws the sample cast: four invented people in photographs, ink and colour, among them a few bad images and copies
 * (`SAMPLE_CAST` tells which). The same seed gives the same bytes; nothing is read and nothing is fetched.
 */
export async function drawSampleCast(write: WriteImage, seed: number = DEFAULT_SEED): Promise<void> {
  // Nothing comes back but the end of each.
  for await (const _ of inFlight(imagesToDraw(seed), AT_ONCE, (draw) => draw(write)));
}

/** One drawing with its copies at a time, laid out only when it is asked for. */
function* imagesToDraw(seed: number): Generator<(write: WriteImage) => Promise<void>, void> {
  const stage = openStage();
  for (const [actor, look] of Object.entries(ACTORS)) {
    if (!isActor(actor)) continue;
    const planned = PLANNED_CAST[actor];
    const pose = figureOf(look);
    for (const [index, image] of planned.entries()) {
      if (image.of !== undefined) continue;
      const copies = planned.filter(({ of }) => of === image.file);
      const shot = shotOf(actor, image.file, image.place, index, seed);
      yield (write) =>
        drawWithCopies(
          () => draw(stage, pose, shot, image.look),
          image,
          copies,
          (file, bytes) => write(actor, file, bytes),
        );
    }
  }
}

function isActor(name: string): name is ActorId {
  return name in ACTORS;
}

async function drawWithCopies(
  draw: () => Promise<Picture>,
  image: PlannedImage,
  copies: readonly PlannedImage[],
  write: (file: string, bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const bytes = await encode(await draw(), image.file, image.flaw);
  await write(image.file, bytes);
  for (const { file, flaw } of copies) {
    if (flaw !== undefined) await write(file, await copyOf(bytes, file, flaw));
  }
}

function draw(stage: Stage, pose: PoseFigure, shot: Shot, look: Look): Promise<Picture> {
  switch (look) {
    case 'photo':
    case 'mono':
      return photograph(stage, pose, shot, finishOf(shot, look));
    case 'hatching':
    case 'manga':
    case 'charcoal':
    case 'brush':
      return inkDrawing(stage, pose, shot, look);
    case 'comic':
    case 'watercolour':
    case 'poster':
      return colourDrawing(stage, pose, shot, look);
  }
}

/** The camera an image was taken with. */
function finishOf(shot: Shot, look: 'photo' | 'mono'): Finish {
  const random = seededRandom(shot.seed, `finish ${shot.name}`);
  const grade = random.pick<Finish['grade']>(['neutral', 'warm', 'cool', 'film']);
  return {
    grade: look === 'mono' ? 'mono' : grade,
    depth: random.between(0.008, 0.03),
    grain: look === 'mono' ? random.between(5, 8) : random.between(2.5, 6),
  };
}
