import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { forbiddenImports, importsOf, impureUses, ROOMS } from '../support/import-arrows.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Paths from the root of all source files of a room. */
function filesOf(room: string): readonly string[] {
  const folder = join(ROOT, room);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
    (name) => `${room}/${name.replaceAll('\\', '/')}`,
  );
  return names.filter((name) => /\.[cm]?tsx?$/.test(name) && !name.includes('/node_modules/')).sort();
}

const files = ROOMS.flatMap(filesOf).map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));

describe('imports go the way that architecture.md says', () => {
  test('there is something to look at in every room that is built', () => {
    for (const room of ['core', 'adapters', 'lambdas', 'lib', 'local', 'cli', 'bin'])
      expect(
        files.some(({ file }) => file.startsWith(`${room}/`)),
        room,
      ).toBe(true);
    expect(files.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(300);
  });

  test('no file imports what its room may not', () => {
    const wrong = files.flatMap(({ file, text }) =>
      forbiddenImports(file, text).map((specifier) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test('core and the tasks read no clock, roll no dice and reach nothing outside', () => {
    const pure = files.filter(({ file }) => /^core\/|^lambdas\/[^/]+\/(?!index\.ts$)/.test(file));
    const wrong = pure.flatMap(({ file, text }) => impureUses(text).map((name) => `${file} uses ${name}`));
    expect(wrong).toEqual([]);
  });
});

describe('the check itself sees every kind of import', () => {
  test.each([
    ["import { a } from '../adapters/a.ts';"],
    ["import type { A } from '../adapters/a.ts';"],
    ["import { type A } from '../adapters/a.ts';"],
    ["import * as a from '../adapters/a.ts';"],
    ["import '../adapters/a.ts';"],
    ["export { a } from '../adapters/a.ts';"],
    ["export * from '../adapters/a.ts';"],
    ["export type { A } from '../adapters/a.ts';"],
    ["const a = await import('../adapters/a.ts');"],
    ["export const f = () => import('../adapters/a.ts');"],
    ["type A = import('../adapters/a.ts').A;"],
    ["const text = `import '`;\nimport { a } from '../adapters/a.ts';"],
    ["import a from '../adapters/a.json' with { type: 'json' };"],
  ])('%s', (text) => {
    expect(forbiddenImports('core/x.ts', text)).toEqual([expect.stringMatching(/^\.\.\/adapters\/a\.(ts|json)$/)]);
  });

  test('and no import in a comment or a text', () => {
    expect(
      forbiddenImports('core/x.ts', "// import '../adapters/a.ts';\nconst text = \"import '../adapters/a.ts'\";"),
    ).toEqual([]);
  });
});

describe('the check itself fails on', () => {
  test.each([
    ['core/x.ts', 'node:fs'],
    ['core/x.ts', 'fs'],
    ['core/x.ts', 'sharp'],
    ['core/x.ts', 'zod/mini'],
    ['core/plan/x.ts', '../../lib/retry.ts'],
    ['core/plan/x.ts', '../../test/support/set-images.ts'],
    ['adapters/s3/x.ts', '../../local/run-id.ts'],
    ['adapters/s3/x.ts', '../../lib/retry.ts'],
    ['lambdas/plan/task.ts', '../../adapters/s3/object-store.ts'],
    ['lambdas/plan/task.ts', '../review/task.ts'],
    ['lambdas/plan/task.ts', 'node:fs'],
    ['lambdas/plan/task.ts', '@aws-sdk/client-s3'],
    ['lambdas/evaluate/judge-set.ts', '../../adapters/openai/openai-judge.ts'],
    ['lambdas/plan/index.ts', '../review/task.ts'],
    ['lambdas/plan/index.ts', '../../local/run-id.ts'],
    ['lib/x.ts', '../core/plan/plan.ts'],
    ['lib/x.ts', '../lambdas/plan/task.ts'],
    ['lib/x.ts', 'sharp'],
    ['lib/x.ts', 'aws-cdk-library'],
    ['local/x.ts', '../cli/program.ts'],
    ['local/x.ts', '../lambdas/plan/index.ts'],
    ['local/x.ts', '../lambdas/evaluate/judge-set.ts'],
    ['cli/x.ts', '../adapters/memory/object-store.ts'],
    ['cli/commands/x.ts', '../../lambdas/plan/task.ts'],
    ['cli/commands/x.ts', '../../lib/retry.ts'],
    ['web/x.ts', '../local/run-id.ts'],
    ['bin/x.ts', '../test/support/fake-clock.ts'],
    ['bin/x.ts', '../bench/bench.ts'],
  ])('%s importing %s', (file, specifier) => {
    expect(forbiddenImports(file, `import { a } from '${specifier}';`)).toEqual([specifier]);
  });

  test('the page running code of core instead of naming its types', () => {
    expect(forbiddenImports('web/x.ts', "import type { Plan } from '../core/plan/plan.ts';")).toEqual([]);
    expect(forbiddenImports('web/x.ts', "import { planSet } from '../core/plan/plan.ts';\nplanSet();")).toEqual([
      '../core/plan/plan.ts',
    ]);
  });

  test('but not the page running the pure rules of the desk', () => {
    const rules = "import { lastWords } from '../core/desk/rules/last-words.ts';\nlastWords([]);";
    expect(forbiddenImports('web/x.ts', rules)).toEqual([]);
    const schemas = "import { castSchema } from '../core/desk/contract/cast.ts';\ncastSchema.parse({});";
    expect(forbiddenImports('web/x.ts', schemas)).toEqual(['../core/desk/contract/cast.ts']);
  });

  test('a file that is in no room', () => {
    expect(forbiddenImports('extra/x.ts', '')).toEqual(['extra/x.ts is in no room']);
  });

  test.each([
    ['const now = Date.now();', ['Date', 'Date.now']],
    ['const now = new Date();', ['Date']],
    ['const dice = Math.random() * 6;', ['Math.random']],
    ['const id = crypto.randomUUID();', ['crypto.randomUUID']],
    ["const key = process.env['KEY'];", ['process']],
    ["await fetch('http://x');", ['fetch']],
    ['setTimeout(f, 1);', ['setTimeout']],
    ["console.log('x');", ['console']],
  ])('%s', (text, names) => {
    expect(names).toEqual(expect.arrayContaining([...impureUses(text)]));
    expect(impureUses(text).length).toBeGreaterThan(0);
  });

  test('but not on what only looks like it', () => {
    expect(
      impureUses(
        "const process = 'Date'; const a = { fetch: 1 }; Math.round(a.fetch); crypto.subtle.digest('x', b); // Date.now()",
      ),
    ).toEqual([]);
  });
});

describe('the check itself lets through', () => {
  test.each([
    ['core/plan/x.ts', '../errors.ts'],
    ['core/x.ts', 'zod'],
    ['adapters/s3/x.ts', '../../core/errors.ts'],
    ['adapters/s3/x.ts', '../object-errors.ts'],
    ['adapters/s3/x.ts', '@aws-sdk/client-s3'],
    ['lambdas/plan/task.ts', '../../core/errors.ts'],
    ['lambdas/evaluate/task.ts', './judge-set.ts'],
    ['lambdas/plan/index.ts', '../../adapters/s3/object-store.ts'],
    ['lambdas/plan/index.ts', './task.ts'],
    ['lambdas/plan/index.ts', '@middy/core'],
    ['lib/x.ts', '../core/contract.ts'],
    ['lib/x.ts', '../core/layout.ts'],
    ['lib/watch/x.ts', '../../core/config/config.ts'],
    ['lib/watch/x.ts', '../../core/metrics/metric.ts'],
    ['lib/x.ts', 'aws-cdk-lib/aws-s3'],
    ['local/x.ts', '../lambdas/plan/task.ts'],
    ['local/machine/x.ts', 'aws-local-stepfunctions'],
    ['cli/x.ts', '../local/start-run.ts'],
    ['bin/x.ts', '../lib/evencast-stack.ts'],
    ['bin/x.ts', '../package.json'],
  ])('%s importing %s', (file, specifier) => {
    expect(forbiddenImports(file, `import { a } from '${specifier}';`)).toEqual([]);
  });
});
