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

const [file = ''] = process.argv.slice(2);
const counts = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const failed =
  counts.numFailedTests === 0 && counts.numFailedTestSuites > 0 ? counts.numFailedTestSuites : counts.numFailedTests;
process.stdout.write(
  `tests: ${counts.numPassedTests} passed, ${failed} failed, ${counts.numPendingTests + counts.numTodoTests} skipped\n`,
);
