import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../adapters/environment.ts';

/** Where small pictures are kept between two desks: this person's cache, which may be thrown away at any time. */
export function thumbnailFolder(env: Environment): string {
  const home = homedir();
  const cache = env['XDG_CACHE_HOME'] ?? env['LOCALAPPDATA'] ?? (home === '' ? tmpdir() : join(home, '.cache'));
  return join(cache, 'evencast', 'pictures');
}
