import { at, type Plane } from './plane.ts';

/** From which value on a place belongs to a line. */
const LINE = 0.3;

/** The plane without spots: whatever hangs together in fewer than `least` pixels is no line but a freckle or grain. */
export function withoutIslands({ width, height, values }: Plane, least: number): Plane {
  const out = Float32Array.from(values);
  const seen = new Uint8Array(values.length);
  const found = new Int32Array(values.length);
  const steps = [1, -1, width, -width, width + 1, width - 1, -width + 1, -width - 1];
  for (let start = 0; start < values.length; start++) {
    if (seen[start] === 1 || at(values, start) < LINE) continue;
    let count = 1;
    found[0] = start;
    seen[start] = 1;
    for (let next = 0; next < count; next++) {
      const here = found[next] ?? 0;
      for (const step of steps) {
        // Where a row ends the next begins: a line may run on there, which costs nothing but a spot left standing.
        const neighbour = here + step;
        if (neighbour < 0 || neighbour >= values.length || seen[neighbour] === 1 || at(values, neighbour) < LINE)
          continue;
        seen[neighbour] = 1;
        found[count++] = neighbour;
      }
    }
    if (count < least) for (let n = 0; n < count; n++) out[found[n] ?? 0] = 0;
  }
  return { width, height, values: out };
}
