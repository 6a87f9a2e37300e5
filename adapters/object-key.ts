import { invalidKey } from './object-errors.ts';

/**
 * The parts of a key between its slashes. Throws InvalidKey where a part is one that no file system can hold: empty,
 * `.`, `..`, or with a NUL in it. Places with other rules (S3) do not use it.
 */
export function keySegments(key: string): readonly string[] {
  if (key.includes('\0')) throw invalidKey(key, 'it holds a NUL character; rename it');
  const segments = key.split('/');
  for (const segment of segments) {
    if (segment === '') throw invalidKey(key, 'a name between slashes is empty; remove the extra slash');
    if (segment === '.' || segment === '..')
      throw invalidKey(key, `${segment} means a folder and is no name; rename it`);
  }
  return segments;
}
