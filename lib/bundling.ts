import { extname, join } from 'node:path';

const inBundleFolder = (file: string) => join(import.meta.dirname, '../adapters/lambda/bundle', file);
/** `.ts` in the repository, `.js` in the package. */
const EXTENSION = extname(import.meta.filename);

/**
 * How each function is bundled, as plain data: the stack hands it to NodejsFunction, and `npm run bench` hands the same to
 * esbuild and measures what comes out.
 */
export const BUNDLING = {
  format: 'esm',
  target: 'node24',
  minify: true,
  sourceMap: true,
  sourcesContent: false,
  // The packages' ES modules, of which esbuild leaves out what is not used: a fifth of every bundle.
  mainFields: ['module', 'main'],
  // Some of what is bundled is CommonJS and asks for `require`, which an ES module does not have.
  banner: "import{createRequire as __r}from'node:module';const require=__r(import.meta.url);",
  /** Modules that something smaller stands in for; NodejsFunction takes them as esbuildArgs `--alias:FROM`: TO. */
  alias: {
    'node:http': inBundleFolder('node-http.cjs'),
    '@aws-sdk/credential-provider-node': inBundleFolder(`credentials${EXTENSION}`),
  },
} as const;

/** The functions that decode images: sharp brings a native library, which is installed beside the bundle. */
export const WITH_SHARP: readonly string[] = ['composite', 'generate'];
