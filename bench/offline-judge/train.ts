import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installedNetwork } from '../../adapters/offline/network/installed.ts';
import { loadNetwork } from '../../adapters/offline/network/load-network.ts';
import { benchOfflineJudge } from '../offline-judge.ts';
import { figuresOf } from './measure-head.ts';
import { networkSamples } from './network-samples.ts';
import { readLabels } from './samples.ts';
import { completeNetworkHead, leaveNetworkSourcesOut } from './train-network-head.ts';

const HEAD = fileURLToPath(new URL('../../adapters/offline/network/network-head.json', import.meta.url));

/** Four digits are more than some hundred images can tell apart. */
const DIGITS = 4;

const { values, positionals } = parseArgs({ options: { statistics: { type: 'boolean' } }, allowPositionals: true });
const [folder] = positionals;
const say = (words: string) => process.stderr.write(`${words}\n`);
if (folder === undefined) {
  say('npm run train:offline-judge -- DIR [--statistics]');
  say('DIR holds images and a labels.csv with the columns file, type, source and bw_photograph (yes or nothing).');
  process.exitCode = 1;
} else if (values.statistics === true) {
  process.stdout.write(`${JSON.stringify((await benchOfflineJudge(folder, true)).figures, null, 2)}\n`);
} else {
  await trainNetworkHead(folder);
}

/** Measures by left-out source, trains on everything and writes network-head.json. About eight minutes for 145 images. */
async function trainNetworkHead(from: string): Promise<void> {
  const installed = installedNetwork();
  if (installed === undefined) throw new Error('nsfwjs and TensorFlow.js are not installed: npm ci');
  const labels = await readLabels(from);
  const network = await loadNetwork(installed);
  const samples = await networkSamples(from, labels, network, (images) => {
    if (images % 20 === 0) say(`${images} of ${labels.length} images looked at`);
  });
  const { outcomes, temperature } = leaveNetworkSourcesOut(samples);
  const figures = figuresOf(outcomes, new Date().toISOString().slice(0, 10));
  const head = completeNetworkHead(samples, temperature, figures);
  await writeFile(HEAD, `${JSON.stringify(head, shortNumber)}\n`);
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}

function shortNumber(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value;
}
