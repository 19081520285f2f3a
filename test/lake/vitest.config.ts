import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

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
    isolate: false,
  },
});
