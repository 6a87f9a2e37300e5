/**
 * How each function is bundled, as esbuild and NodejsFunction both take it: the stack and `npm run bench`, which measures
 * what comes out, use the same.
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
} as const;

/** The functions that decode images: sharp brings a native library, which is installed beside the bundle. */
export const WITH_SHARP: readonly string[] = ['composite', 'generate'];
