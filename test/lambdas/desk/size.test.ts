import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { bundleOptions } from '../../support/bundled-function.ts';

/** The clients of the AWS SDK and what they stand on. */
const OF_AWS = /node_modules\/(@aws-sdk|@smithy|@aws-crypto|@aws|fast-xml-\w+|bowser|tslib)\//;
/** desk.md, section 7. */
const LIMIT = 400 * 1024;

test('the desk’s function stays small beside the AWS SDK, and brings no image library along', async () => {
  const { metafile } = await build({ ...bundleOptions('desk'), outfile: 'desk.mjs', write: false, metafile: true });
  const inputs = Object.entries(metafile.outputs['desk.mjs']?.inputs ?? {});
  const own = inputs.filter(([path]) => !OF_AWS.test(path));
  expect(own.length).toBeGreaterThan(100);
  expect(own.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0)).toBeLessThan(LIMIT);
  expect(inputs.filter(([path]) => /sharp|tensorflow|nsfwjs/.test(path.replace(/^.*node_modules/, '')))).toEqual([]);
});
