import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** The part of vitest's JSON report that is counted. */
const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  /** A file that could not be loaded fails without any test of its own. */
  numFailedTestSuites: z.int(),
});

let [passed, failed, skipped] = [0, 0, 0];
for (const file of process.argv.slice(2)) {
  const counts = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  passed += counts.numPassedTests;
  failed += counts.numFailedTests === 0 ? counts.numFailedTestSuites : counts.numFailedTests;
  skipped += counts.numPendingTests + counts.numTodoTests;
}
process.stdout.write(`tests: ${passed} passed, ${failed} failed, ${skipped} skipped\n`);
