import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { CHROMIUM } from './desk-browser.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Whether the built pages are older than what they are made of. */
function areStale(): boolean {
  const built = join(ROOT, 'web/dist/index.html');
  if (!existsSync(built)) return true;
  const at = statSync(built).mtimeMs;
  const sources = globSync(
    ['web/*.*', 'web/{app,keys,parts,public,review,screens,server,styles}/**/*.*', 'core/desk/**/*.ts'],
    {
      cwd: ROOT,
    },
  );
  return sources.some((file) => statSync(join(ROOT, file)).mtimeMs > at);
}

/**
 * Builds the pages once before any test, where a test will open them: `npm test` takes no step of its own for that. Two seconds,
 * and nothing when they are as new as their sources.
 */
export async function setup(): Promise<void> {
  if (CHROMIUM === undefined || !areStale()) return;
  const before = process.env['NODE_ENV'];
  // As they are shipped: what vitest sets would build React's slow and heavy development pages.
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
  } finally {
    process.env['NODE_ENV'] = before;
  }
}
