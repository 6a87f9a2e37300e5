import { type SeededRandom, seededRandom } from '../../core/seeded-random.ts';
import type { ActorId } from './actors.ts';
import type { Place } from './backdrops/all.ts';
import type { ArmPose } from './figure/body.ts';
import type { Pose } from './figure/figure.ts';
import { clamp, unit } from './numbers.ts';
import type { Shot } from './render/shot.ts';

/** How much of the actor is in the frame: half a head as a share of its height, and where the head is. */
interface Framing {
  readonly size: readonly [number, number];
  readonly y: readonly [number, number];
  readonly reach: number;
}

const FRAMINGS = {
  close: { size: [0.3, 0.38], y: [0.44, 0.54], reach: 0.1 },
  head: { size: [0.2, 0.25], y: [0.34, 0.44], reach: 0.2 },
  half: { size: [0.115, 0.14], y: [0.24, 0.34], reach: 0.26 },
  wide: { size: [0.055, 0.065], y: [0.16, 0.24], reach: 0.32 },
} as const satisfies Readonly<Record<string, Framing>>;

/** How much of the actor a frame shows. */
export type FramingName = keyof typeof FRAMINGS;

type Size = readonly [width: number, height: number];

const CYCLE: readonly FramingName[] = ['head', 'half', 'close', 'half', 'head', 'wide', 'half'];
const SIZES: readonly [Size, ...Size[]] = [
  [640, 800],
  [700, 700],
  [640, 860],
  [860, 640],
  [660, 820],
  [720, 900],
];

const ARMS = [
  ['hanging', 'hanging'],
  ['crossed', 'crossed'],
  ['hip', 'hanging'],
  ['pocket', 'pocket'],
  ['crossed', 'chin'],
  ['hanging', 'raised'],
  ['hip', 'hip'],
  ['pocket', 'hip'],
] as const satisfies readonly (readonly [ArmPose, ArmPose])[];

/** The shot of an actor's image number `index`: a turn, a light and a framing that its neighbours do not have. */
export function shotOf(actor: ActorId, file: string, place: Place, index: number, seed: number): Shot {
  const name = `${actor}/${file}`;
  const random = seededRandom(seed, `shot ${name}`);
  const framing: Framing = FRAMINGS[CYCLE[index % CYCLE.length] ?? 'head'];
  const [width, height] = random.pick(SIZES);
  const side = index % 2 === 0 ? 1 : -1;
  const sideways = random.between(0.15, 1) * framing.reach * (index % 3 === 0 ? -side : side);
  const azimuth = random.between(0.35, 1.25) * (random.next() < 0.5 ? 1 : -1);
  const elevation = random.between(0.15, 0.75);
  return {
    name,
    seed,
    width,
    height,
    place,
    pose: poseOf(side, random),
    size: random.between(...framing.size) * (width > height ? 1.15 : 1),
    x: 0.5 + sideways,
    y: random.between(...framing.y),
    key: unit([Math.sin(azimuth), elevation, Math.cos(azimuth)]),
  };
}

function poseOf(side: number, random: SeededRandom): Pose {
  const yaw = side * random.pick([0.06, 0.22, 0.38, 0.55, 0.85]);
  const body = clamp(yaw * random.between(-0.3, 1.1), -0.7, 0.7);
  const covering = random.pick(['nothing', 'nothing', 'nothing', 'scarf', 'beanie', 'hat', 'sunglasses'] as const);
  return {
    head: { yaw: yaw - body, pitch: random.between(-0.15, 0.2), roll: random.between(-0.2, 0.2) },
    body,
    arms: random.pick<readonly [ArmPose, ArmPose]>(ARMS),
    expression: {
      smile: random.between(-0.3, 1),
      open: random.next() < 0.08 ? 0.08 : random.between(0.85, 1.05),
      gaze: random.between(-0.7, 0.7),
    },
    outfit: random.pick<Pose['outfit']>([0, 1, 2]),
    wears: covering,
  };
}
