import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';

/** Fails where the built pages of the desk are heavier than their budget: bytes after gzip, by the build's own manifest. */

const DIST = join(import.meta.dirname, '../web/dist');
const KIB = 1024;
/** The budget: the first load's scripts, its styles, its page, and each screen that is loaded later. */
const LIMITS = { scripts: 130 * KIB, styles: 12 * KIB, page: 2 * KIB, screen: 25 * KIB };

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().default(false),
    isDynamicEntry: z.boolean().default(false),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);

const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')));
const weigh = (file: string) => gzipSync(readFileSync(join(DIST, file))).length;
const sum = (files: Iterable<string>) => [...new Set(files)].reduce((bytes, file) => bytes + weigh(file), 0);

/** A chunk with everything that it imports at once. */
function withImports(name: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const each of manifest[name]?.imports ?? []) withImports(each, known);
  return known;
}

const chunkOf = (name: string) => {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`The manifest has no ${name}.`);
  return chunk;
};

const entry = Object.keys(manifest).find((name) => chunkOf(name).isEntry);
if (entry === undefined) throw new Error('The build has no entry.');
const first = withImports(entry);
const figures = [
  {
    what: 'first load, scripts',
    bytes: sum([...first].map((name) => chunkOf(name).file).concat('theme.js')),
    limit: LIMITS.scripts,
  },
  { what: 'first load, styles', bytes: sum([...first].flatMap((name) => chunkOf(name).css)), limit: LIMITS.styles },
  { what: 'page', bytes: weigh('index.html'), limit: LIMITS.page },
  ...Object.keys(manifest)
    .filter((name) => chunkOf(name).isDynamicEntry)
    .map((name) => {
      const own = [...withImports(name)].filter((each) => !first.has(each)).map((each) => chunkOf(each).file);
      return { what: name.replace(/^.*\//, ''), bytes: sum(own), limit: LIMITS.screen };
    }),
];

for (const { what, bytes, limit } of figures) {
  const over = bytes > limit;
  // Not to stdout: `npm pack --json` answers there, and runs this on the way.
  process.stderr.write(`${over ? 'TOO HEAVY ' : ''}${what}: ${(bytes / KIB).toFixed(1)} KiB of ${limit / KIB}\n`);
  if (over) process.exitCode = 1;
}
