import type { ActorLook } from '../actors.ts';
import { noise } from '../noise.ts';
import { linear, mixTriple, ramp, type Triple } from '../numbers.ts';
import { beanieMeshes, glassesMeshes, hatMeshes, lensMeshes, scarfMeshes } from './accessories.ts';
import { type ArmPose, arms, hipsMesh, legs, neckMesh, torsoMesh } from './body.ts';
import { type Expression, facePaint, type Paint, skinPaint } from './face-paint.ts';
import { beardMesh, type HairCut, hairMeshes } from './hair.ts';
import { headMesh } from './head.ts';
import type { Mesh } from './mesh.ts';
import { chained, type Placement, type Turn, turned } from './placement.ts';
import { ellipsoid } from './solids.ts';
import { fabricPaint, hairPaint } from './surface-paint.ts';

/** How light meets a surface. */
export type Material = 'skin' | 'hair' | 'cloth' | 'metal';

/** Meshes that move together and look alike. */
export interface Part {
  readonly meshes: readonly Mesh[];
  readonly placement: Placement;
  readonly material: Material;
  readonly paint: Paint;
}

/** What one scene asks of an actor. */
export interface Pose {
  readonly head: Turn;
  readonly body: number;
  readonly arms: readonly [ArmPose, ArmPose];
  readonly expression: Expression;
  readonly outfit: 0 | 1 | 2;
  readonly wears: 'nothing' | 'hat' | 'beanie' | 'scarf' | 'sunglasses';
}

/** Shoulders sit this much higher than the body's own measures say, which leaves a neck of the usual length. */
const SHRUG = 0.3;

/** Makes an actor's head and clothes once; the answer poses them, in half-heads around the middle of the head. */
export function figureOf(look: ActorLook): (pose: Pose) => readonly Part[] {
  const [head, ears] = [headMesh(look.face), earMeshes(look)];
  const hair = {
    own: hairMeshes(look.hair.cut, look.face),
    flat: hairMeshes(flattened(look.hair.cut), look.face, true),
  };
  const beard = look.beard === undefined ? [] : [beardMesh(look.face)];
  const [torso, hips, neck] = [torsoMesh(look.shoulders), hipsMesh(look.shoulders), neckMesh(look.neck)];
  const { trousers, shoes } = legs();
  const skin = skinPaint(look);
  const black = fabricPaint('plain', [0.03, 0.025, 0.02], [0.05, 0.04, 0.03]);
  return (pose) => {
    const body = chained(turned({ yaw: pose.body, pitch: 0, roll: 0 }), { ...turned(STILL), move: [0, SHRUG, 0] });
    const on = chained(turned(pose.head, [0, -0.75, -0.15]), turned({ ...STILL, yaw: pose.body }));
    const outfit = look.outfits[pose.outfit];
    const { sleeves, hands } = arms(pose.arms[0], pose.arms[1], look.shoulders);
    const top = fabricPaint(outfit.weave, linear(outfit.top), linear(outfit.second));
    const below = fabricPaint('plain', linear(outfit.trousers), linear(outfit.trousers));
    const covered = pose.wears === 'hat' || pose.wears === 'beanie';
    return [
      { meshes: [head], placement: on, material: 'skin', paint: facePaint(look, pose.expression) },
      { meshes: ears, placement: on, material: 'skin', paint: skin },
      { meshes: [neck, ...hands], placement: body, material: 'skin', paint: skin },
      { meshes: [torso, ...sleeves], placement: body, material: 'cloth', paint: top },
      { meshes: [hips, ...trousers], placement: body, material: 'cloth', paint: below },
      { meshes: shoes, placement: body, material: 'cloth', paint: black },
      {
        meshes: covered ? hair.flat : hair.own,
        placement: on,
        material: 'hair',
        paint: hairColours(look, look.hair.cut),
      },
      { meshes: beard, placement: on, material: 'hair', paint: hairColours(look, 'curls') },
      ...wornParts(look, pose, on, body),
    ];
  };
}

const STILL: Turn = { yaw: 0, pitch: 0, roll: 0 };

/** The cut that fits under a hat. */
function flattened(cut: HairCut): HairCut {
  return cut === 'bob' ? 'bob' : 'crop';
}

function hairColours(look: ActorLook, cut: HairCut): Paint {
  const colour = cut === look.hair.cut ? look.hair.colour : (look.beard ?? look.hair.colour);
  return hairPaint(cut, linear(colour), linear(look.hair.shine));
}

function earMeshes(look: ActorLook): readonly Mesh[] {
  return [-1, 1].map((side) => ellipsoid([side * 0.71 * look.face.width, -0.08, -0.02], [0.09, 0.2, 0.13], 16));
}

function wornParts(look: ActorLook, pose: Pose, head: Placement, body: Placement): readonly Part[] {
  const parts: Part[] = [];
  const frame = linear(look.glasses?.colour ?? '#1b1a1c');
  const rims = look.glasses?.rims ?? 'square';
  if (look.glasses || pose.wears === 'sunglasses') {
    parts.push({
      meshes: glassesMeshes(rims, look.face.eyeGap),
      placement: head,
      material: 'metal',
      paint: flat(frame),
    });
  }
  if (pose.wears === 'sunglasses') {
    parts.push({ meshes: lensMeshes(rims, look.face.eyeGap), placement: head, material: 'metal', paint: lensPaint });
  }
  const extra = fabricPaint('knit', linear(look.extra), mixTriple(linear(look.extra), [0, 0, 0], 0.6));
  const worn = { hat: hatMeshes, beanie: beanieMeshes, scarf: scarfMeshes };
  if (pose.wears === 'hat' || pose.wears === 'beanie' || pose.wears === 'scarf') {
    parts.push({
      meshes: worn[pose.wears](),
      placement: pose.wears === 'scarf' ? body : head,
      material: 'cloth',
      paint: extra,
    });
  }
  return parts;
}

function flat(colour: Triple): Paint {
  return (_x, _y, _z, into) => into.set(colour);
}

/** Dark glass with a bright sky in its upper half. */
function lensPaint(x: number, y: number, _z: number, colour: Float32Array): void {
  const sky = 0.02 + 0.12 * ramp(-0.05, 0.15, y + (noise(x * 9, 3) - 0.5) * 0.05);
  colour.set([sky * 0.8, sky * 0.9, sky]);
}
