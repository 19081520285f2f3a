import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/vitest/longest-first.js';

/*
 * Tests must not depend on where they run: a fixed time zone that is neither UTC nor that of a
 * simulated restaurant finds every place that forgets to say which zone it means.
 */
process.env.TZ = 'Asia/Kathmandu';

/* They replace node's HTTP for as long as their process lives. */
const mockedNetwork = ['login', 'client', 'retry'].map((name) => `test/unit/toast/${name}.test.ts`);

const minutes = 60_000;
const long = { testTimeout: 5 * minutes, hookTimeout: 5 * minutes };

export default defineConfig({
  /* Tests run the simulator's source, so that no build has to come first. */
  resolve: {
    alias: { 'toast-simulator': join(import.meta.dirname, 'packages/simulator/src/index.ts') },
  },
  test: {
    reporters: ['default', './test/support/vitest/skipped-reporter.ts'],
    /* One more than there are cores, since tests also wait for processes and timers. */
    maxWorkers: availableParallelism() + 1,
    /* A process loads the code once for all its files, which are half of the time otherwise. */
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], ...long },
      },
      {
        extends: true,
        test: { name: 'scenarios', include: ['test/scenarios/**/*.test.ts'], ...long },
      },
      {
        extends: true,
        test: { name: 'integration', include: ['test/integration/**/*.test.ts'], ...long },
      },
      {
        extends: true,
        test: {
          name: 'simulator',
          include: ['packages/simulator/test/**/*.test.ts'],
          testTimeout: minutes,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          exclude: mockedNetwork,
          testTimeout: minutes,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit-mocked-network',
          include: mockedNetwork,
          isolate: true,
          testTimeout: minutes,
        },
      },
    ],
  },
});
