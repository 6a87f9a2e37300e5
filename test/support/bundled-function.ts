import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { BUNDLING, WITH_SHARP } from '../../lib/bundling.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** How the stack bundles a function, for esbuild. */
export function bundleOptions(name: string) {
  const { format, target, minify, mainFields, banner, alias } = BUNDLING;
  return {
    entryPoints: [join(ROOT, 'lambdas', name, 'index.ts')],
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
  } as const satisfies BuildOptions;
}

/** Bundles a function as the stack does, into a folder that finds this project's packages, and imports it. */
export async function bundledFunction(name: string, folder: string): Promise<(event: unknown) => Promise<unknown>> {
  const outfile = join(folder, `${name}.mjs`);
  await build({ ...bundleOptions(name), outfile });
  const { handler } = await import(pathToFileURL(outfile).href);
  return (event) => handler(event, { getRemainingTimeInMillis: () => 60_000 });
}
