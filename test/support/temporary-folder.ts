import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A new empty folder, in `parent` or where temporary files go; removed when the test file is done. */
export function temporaryFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'evencast-test-'));
  made.push(folder);
  return folder;
}

const made: string[] = [];

/** A busy machine takes seconds for hundreds of small folders, and vitest's own patience with hooks is 10 s. */
const REMOVED_WITHIN_MS = 60_000;

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}, REMOVED_WITHIN_MS);
