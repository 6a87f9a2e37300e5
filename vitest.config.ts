import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const report = process.env['EVENCAST_TEST_REPORT'];

// Every worker and every command that a test starts loads the same modules: Node keeps them compiled, which saves an eighth of the time.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

export default defineConfig({
  test: {
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    // Hooks prepare what tests look at, a whole run among it.
    hookTimeout: 120_000,
    globalSetup: ['test/support/build-pages.ts'],
    // One worker a core: by itself vitest keeps one core back, which on two is half the machine.
    maxWorkers: availableParallelism(),
    // Node runs the tests as it runs the code itself: Vite's rewritten imports made loops over pixels three times as slow.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // No test may reach a vendor or a real account by accident, whatever the machine's environment holds.
    env: { OPENAI_API_KEY: '', OPENAI_BASE_URL: '', REPLICATE_API_TOKEN: '', AWS_EC2_METADATA_DISABLED: 'true' },
  },
});
