import { spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { embeddedDefinition } from '../lib/embedded-definition.ts';
import manifest from '../package.json' with { type: 'json' };

/** Makes `dist/`, what `npm pack` packs: the sources as JavaScript, because Node runs no TypeScript inside node_modules. */

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const LOCK = 'package-lock.json';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function compile(): void {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The sources do not compile.');
}

/**
 * The state machine as it comes out of the constructs, in place of the module that makes it: the CLI runs the same one and
 * needs no CDK for it, which alone is larger than all that it does need.
 */
function writeDefinition(): void {
  writeFileSync(join(DIST, 'lib/embedded-definition.json'), json(embeddedDefinition()));
  writeFileSync(
    join(DIST, 'lib/embedded-definition.js'),
    `import definition from './embedded-definition.json' with { type: 'json' };

/** The state machine of the deployed pipeline, made by the build. */
export function embeddedDefinition() {
  return structuredClone(definition);
}
`,
  );
}

const needsSchema = z.record(z.string(), z.string()).optional();
const lockSchema = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ dependencies: needsSchema, optionalDependencies: needsSchema })),
});

/** A lock file of sharp alone, in the versions of ours: what is installed beside the bundles that decode images. */
function writeLock(): void {
  const { packages, lockfileVersion } = lockSchema.parse(JSON.parse(readFileSync(join(ROOT, LOCK), 'utf8')));
  const kept = new Set<string>();
  const keep = (name: string): void => {
    const path = `node_modules/${name}`;
    if (kept.has(path)) return;
    const entry = packages[path];
    if (entry === undefined) throw new Error(`${LOCK} does not say which ${name} is installed.`);
    kept.add(path);
    for (const needed of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) keep(needed);
  };
  keep('sharp');
  const root = { name: 'evencast-bundle', dependencies: { sharp: manifest.dependencies.sharp } };
  const entries = [...kept].sort().map((path) => [path, packages[path]] as const);
  const lock = { name: root.name, lockfileVersion, packages: { '': root, ...Object.fromEntries(entries) } };
  writeFileSync(join(DIST, LOCK), json(lock));
}

rmSync(DIST, { recursive: true, force: true });
compile();
// tsc copies what is imported; the package has one manifest, which is beside dist.
rmSync(join(DIST, 'package.json'));
writeDefinition();
writeLock();
for (const file of globSync(['docs/*.schema.json', 'adapters/**/*.cjs'], { cwd: ROOT }))
  cpSync(join(ROOT, file), join(DIST, file));
// The pages lie where the compiled desk looks for them: beside the code, as in the repository.
cpSync(join(ROOT, 'web/dist'), join(DIST, 'web/dist'), {
  recursive: true,
  filter: (path) => !path.endsWith('.vite'),
});
