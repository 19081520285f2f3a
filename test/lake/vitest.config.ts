import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { longestFirst } from '../support/vitest/longest-first.js';

process.env.TZ = 'Asia/Kathmandu';

/* Publishing to real components, which the global setup installs and starts: npm run test:lake. */
export default defineConfig({
  resolve: {
    alias: {
      'toast-simulator': join(import.meta.dirname, '../../packages/simulator/src/index.ts'),
    },
  },
  test: {
    include: ['test/lake/**/*.test.ts'],
    globalSetup: ['test/lake/global-setup.ts'],
    reporters: ['default', './test/support/vitest/skipped-reporter.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    /*
     * One more than there are cores, since tests also wait for servers and processes. Each has a catalog
     * and a bucket of its own.
     */
    maxWorkers: availableParallelism() + 1,
    isolate: false,
    sequence: {
      sequencer: longestFirst(['spark.test.ts', 'dbt.test.ts', 'maintenance.test.ts']),
    },
  },
});
