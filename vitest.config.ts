import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/support/vitest/longest-first.js';

/*
 * Tests must not depend on where they run: a fixed time zone that is neither UTC nor that of a
 * simulated restaurant finds every place that forgets to say which zone it means.
 */
process.env.TZ = 'Asia/Kathmandu';

/*
 * The allocators of the engine and of the C library give memory back to the system that the next statement
 * takes again. In a process of tests they keep it: 8% less CPU time for a build, and 50 MB more memory.
 */
Object.assign(process.env, {
  DUCKDB_JE_MALLOC_CONF: 'dirty_decay_ms:-1,muzzy_decay_ms:-1',
  MALLOC_TRIM_THRESHOLD_: String(4 * 2 ** 30),
  MALLOC_TOP_PAD_: String(64 * 2 ** 20),
  MALLOC_MMAP_THRESHOLD_: String(32 * 2 ** 20),
});

/* They replace node's HTTP for as long as their process lives. */
const mockedNetwork = ['login', 'client', 'retry'].map((name) => `test/unit/toast/${name}.test.ts`);

export default defineConfig({
  /* Tests run the simulator's source, so that no build has to come first. */
  resolve: {
    alias: { 'toast-simulator': join(import.meta.dirname, 'packages/simulator/src/index.ts') },
  },
  test: {
    reporters: ['default', './test/support/vitest/skipped-reporter.ts'],
    setupFiles: ['./test/support/vitest/fixed-seed.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    /* One more than there are cores, since tests also wait for processes and timers. */
    maxWorkers: availableParallelism() + 1,
    /*
     * A process loads the code once for all its files. Each project has processes of its own, so all files
     * that can share one are in one project.
     */
    isolate: false,
    sequence: {
      sequencer: longestFirst(['test/e2e/', 'test/scenarios/', 'test/integration/', 'packages/']),
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          /* No `exclude` of its own: Vitest would ignore `--exclude` of the command line. */
          include: [
            'test/{unit,integration,scenarios,e2e}/**/*.test.ts',
            'packages/simulator/test/**/*.test.ts',
            ...mockedNetwork.map((file) => `!${file}`),
          ],
        },
      },
      {
        extends: true,
        test: { name: 'mocked-network', include: mockedNetwork, isolate: true },
      },
    ],
  },
});
