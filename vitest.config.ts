import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/*
 * Tests must not depend on where they run: a fixed time zone that is neither UTC nor that of a
 * simulated restaurant finds every place that forgets to say which zone it means.
 */
process.env.TZ = 'Asia/Kathmandu';

export default defineConfig({
  /* Tests run the simulator's source, so that no build has to come first. */
  resolve: {
    alias: { 'toast-simulator': join(import.meta.dirname, 'packages/simulator/src/index.ts') },
  },
  test: {
    reporters: ['default'],
    /* Of two cores only one would be used otherwise. */
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 },
      },
      {
        extends: true,
        test: {
          name: 'simulator',
          include: ['packages/simulator/test/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'scenarios',
          include: ['test/scenarios/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
