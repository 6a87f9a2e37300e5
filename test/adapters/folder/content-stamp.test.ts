import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stampContent } from '../../../adapters/folder/content-stamp.ts';
import { versionOf } from '../../../adapters/folder/look.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const path = Buffer.from(join(temporaryFolder(), 'manifest.json'));
writeFileSync(path, 'same length, same inode');
const stats = () => statSync(path, { bigint: true });

test('a thousand stamps within a tick of the kernel’s clock are a thousand versions', () => {
  const versions = Array.from({ length: 1000 }, () => {
    stampContent(path, undefined);
    return versionOf(stats());
  });
  expect(new Set(versions).size).toBe(1000);
});

test('what replaces a file from the future is from later still, and the future stays that file’s own', () => {
  const future = 4_102_444_800; // the year 2100, in seconds
  utimesSync(path, future, future);
  const replaced = stats();
  stampContent(path, replaced);
  expect(stats().mtimeNs).toBeGreaterThan(replaced.mtimeNs);
  stampContent(path, undefined);
  expect(stats().mtimeNs).toBeLessThan(replaced.mtimeNs);
});
