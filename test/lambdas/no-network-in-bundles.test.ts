import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { BUNDLING } from '../../lib/bundling.ts';

const LAMBDAS = resolve(import.meta.dirname, '../../lambdas');

test('no function carries TensorFlow.js, nsfwjs or the head of the network', async () => {
  const { metafile } = await build({
    entryPoints: readdirSync(LAMBDAS).map((name) => join(LAMBDAS, name, 'index.ts')),
    outdir: 'nowhere',
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    format: BUNDLING.format,
    alias: { ...BUNDLING.alias },
    external: ['sharp'],
    logLevel: 'error',
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs.some((file) => file.endsWith('adapters/offline/offline-judge.ts'))).toBe(true);
  expect(inputs.filter((file) => /tensorflow|nsfwjs|network-head|load-network/.test(file))).toEqual([]);
});
