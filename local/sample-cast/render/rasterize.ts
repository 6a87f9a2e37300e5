import type { Part } from '../figure/figure.ts';
import type { Mesh } from '../figure/mesh.ts';
import type { Placement } from '../figure/placement.ts';
import { at } from '../numbers.ts';
import type { Worktop } from './worktop.ts';

/** Where the figure stands in the frame. */
export interface Camera {
  readonly width: number;
  readonly height: number;
  /** Pixels per half-head. */
  readonly scale: number;
  /** Pixel at which the middle of the head lies. */
  readonly x: number;
  readonly y: number;
}

/** What is to be seen at every pixel, before any light falls on it. */
export interface Layers {
  readonly width: number;
  readonly height: number;
  /** 1 + the index of the part, 0 where there is none. */
  readonly part: Uint8ClampedArray;
  /** Towards the viewer, in half-heads. */
  readonly depth: Float32Array;
  /** Unit normal as seen by the viewer: x, y, z of each pixel. */
  readonly normal: Float32Array;
  /** Position on the part before it was placed: x, y, z of each pixel. */
  readonly local: Float32Array;
}

/** Depth of a pixel that shows no part. */
export const NOTHING = -100;

/** A portrait lens: how much nearer parts grow, per half-head. */
const PERSPECTIVE = 0.05;

/** x, y on the screen, depth, normal, local position. */
const FIELDS = 9;

/** Draws `parts` as the camera sees them, nearest first at every pixel. */
export function rasterize(parts: readonly Part[], camera: Camera, top: Worktop): Layers {
  const pixels = camera.width * camera.height;
  const layers: Layers = {
    width: camera.width,
    height: camera.height,
    part: new Uint8ClampedArray(pixels),
    depth: top.take('depth', pixels, NOTHING),
    normal: top.take('normal', pixels * 3, 0),
    local: top.take('local', pixels * 3, 0),
  };
  for (const [index, part] of parts.entries()) {
    for (const mesh of part.meshes) drawMesh(layers, project(mesh, part.placement, camera), mesh.triangles, index + 1);
  }
  return layers;
}

/** Corners as the rasterizer wants them: {@link FIELDS} numbers each. */
function project(mesh: Mesh, { rows, move }: Placement, camera: Camera): Float32Array {
  const corners = mesh.positions.length / 3;
  const projected = new Float32Array(corners * FIELDS);
  const [a, b, c] = rows;
  for (let corner = 0; corner < corners; corner++) {
    const from = corner * 3;
    const to = corner * FIELDS;
    const x = at(mesh.positions, from);
    const y = at(mesh.positions, from + 1);
    const z = at(mesh.positions, from + 2);
    const nx = at(mesh.normals, from);
    const ny = at(mesh.normals, from + 1);
    const nz = at(mesh.normals, from + 2);
    const depth = c[0] * x + c[1] * y + c[2] * z + move[2];
    const scale = camera.scale / (1 - depth * PERSPECTIVE);
    projected[to] = camera.x + (a[0] * x + a[1] * y + a[2] * z + move[0]) * scale;
    projected[to + 1] = camera.y - (b[0] * x + b[1] * y + b[2] * z + move[1]) * scale;
    projected[to + 2] = depth;
    projected[to + 3] = a[0] * nx + a[1] * ny + a[2] * nz;
    projected[to + 4] = b[0] * nx + b[1] * ny + b[2] * nz;
    projected[to + 5] = c[0] * nx + c[1] * ny + c[2] * nz;
    projected[to + 6] = x;
    projected[to + 7] = y;
    projected[to + 8] = z;
  }
  return projected;
}

function drawMesh(layers: Layers, corners: Float32Array, triangles: Uint32Array, part: number): void {
  for (let index = 0; index < triangles.length; index += 3) {
    const a = (triangles[index] ?? 0) * FIELDS;
    const b = (triangles[index + 1] ?? 0) * FIELDS;
    const c = (triangles[index + 2] ?? 0) * FIELDS;
    drawTriangle(layers, corners, a, b, c, part);
  }
}

function drawTriangle(layers: Layers, corners: Float32Array, a: number, b: number, c: number, part: number): void {
  const [ax, ay] = [at(corners, a), at(corners, a + 1)];
  const [bx, by] = [at(corners, b), at(corners, b + 1)];
  const [cx, cy] = [at(corners, c), at(corners, c + 1)];
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  // The screen's y points down, so a face that looks at the viewer turns the other way round.
  if (area >= 0) return;
  const left = Math.max(Math.ceil(Math.min(ax, bx, cx)), 0);
  const right = Math.min(Math.floor(Math.max(ax, bx, cx)), layers.width - 1);
  const top = Math.max(Math.ceil(Math.min(ay, by, cy)), 0);
  const bottom = Math.min(Math.floor(Math.max(ay, by, cy)), layers.height - 1);
  for (let y = top; y <= bottom; y++) {
    const forA = ((bx - left) * (cy - y) - (by - y) * (cx - left)) / area;
    const forB = ((cx - left) * (ay - y) - (cy - y) * (ax - left)) / area;
    drawRow(
      layers,
      corners,
      a,
      b,
      c,
      y * layers.width + left,
      right - left,
      forA,
      (by - cy) / area,
      forB,
      (cy - ay) / area,
      part,
    );
  }
}

/**
 * Fills the pixels of one row of a triangle's box that lie in it (all three corners have a share there) and have nothing
 * nearer. The shares of a and b change by a fixed step. Plain arguments, not objects: this runs a million times an image.
 */
function drawRow(
  layers: Layers,
  corners: Float32Array,
  a: number,
  b: number,
  c: number,
  first: number,
  count: number,
  startA: number,
  stepA: number,
  startB: number,
  stepB: number,
  part: number,
): void {
  for (let step = 0; step <= count; step++) {
    const forA = startA + step * stepA;
    const forB = startB + step * stepB;
    if (forA < 0 || forB < 0 || forA + forB > 1) continue;
    const pixel = first + step;
    const depth = blend(corners, a + 2, b + 2, c + 2, forA, forB);
    if (depth <= at(layers.depth, pixel)) continue;
    layers.depth[pixel] = depth;
    layers.part[pixel] = part;
    for (let field = 0; field < 3; field++) {
      layers.normal[pixel * 3 + field] = blend(corners, a + field + 3, b + field + 3, c + field + 3, forA, forB);
      layers.local[pixel * 3 + field] = blend(corners, a + field + 6, b + field + 6, c + field + 6, forA, forB);
    }
  }
}

function blend(corners: Float32Array, a: number, b: number, c: number, forA: number, forB: number): number {
  return forA * at(corners, a) + forB * at(corners, b) + (1 - forA - forB) * at(corners, c);
}
