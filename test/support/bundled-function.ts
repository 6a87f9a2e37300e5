import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { BUNDLING, WITH_SHARP } from '../../lib/bundling.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Bundles a function as the stack does, into a folder that finds this project's packages, and imports it. */
export async function bundledFunction(name: string, folder: string): Promise<(event: unknown) => Promise<unknown>> {
  const { format, target, minify, mainFields, banner, alias } = BUNDLING;
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(ROOT, 'lambdas', name, 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format,
    target,
    minify,
    mainFields: [...mainFields],
    banner: { js: banner },
    alias: { ...alias },
    external: WITH_SHARP.includes(name) ? ['sharp'] : [],
    logLevel: 'error',
  });
  const { handler } = await import(pathToFileURL(outfile).href);
  return (event) => handler(event, { getRemainingTimeInMillis: () => 60_000 });
}
