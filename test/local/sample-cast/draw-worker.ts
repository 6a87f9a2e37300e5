import { parentPort } from 'node:worker_threads';
import { sharpImageCodec } from '../../../adapters/sharp/image-codec.ts';
import { drawSampleCast } from '../../../local/sample-cast/draw-sample-cast.ts';

const codec = sharpImageCodec();

// Runs as Node runs the program: rewritten by the test runner, the same work takes five times as long.
await drawSampleCast(async (actor, file, bytes) => {
  parentPort?.postMessage({ name: `${actor}/${file}`, bytes, facts: await codec.facts(bytes) });
});
