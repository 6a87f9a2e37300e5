import { parentPort } from 'node:worker_threads';
import { installedNetwork } from '../../../adapters/offline/network/installed.ts';
import { networkEye } from '../../../adapters/offline/network/network-eye.ts';
import { committedNetworkHead } from '../../../adapters/offline/network/network-head.ts';
import { sharpImageCodec } from '../../../adapters/sharp/image-codec.ts';
import { drawSampleCast } from '../../../local/sample-cast/draw-sample-cast.ts';

const installed = installedNetwork();
const codec = sharpImageCodec({
  eye: installed === undefined ? undefined : networkEye(installed, committedNetworkHead()),
});

// Runs as Node runs the program: rewritten by the test runner, the same work takes five times as long.
await drawSampleCast(async (actor, file, bytes) => {
  parentPort?.postMessage({ name: `${actor}/${file}`, bytes, facts: await codec.facts(bytes) });
});
