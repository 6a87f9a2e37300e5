import { defineConfig } from 'vitest/config';
import tests from './vitest.config.ts';

/** The deploy test: minutes long, one file after the other, over a real deployment to a local endpoint or an account. */
export default defineConfig({
  test: {
    ...tests.test,
    include: ['test/deploy/**/*.deploy.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
