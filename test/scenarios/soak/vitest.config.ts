import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

process.env.TZ = 'Asia/Kathmandu';

/* One scenario after the other for as long as asked, each with a seed of its own: npm run soak. */
export default defineConfig({
  resolve: {
    alias: {
      'toast-simulator': join(import.meta.dirname, '../../../packages/simulator/src/index.ts'),
    },
  },
  test: {
    include: ['test/scenarios/soak/**/*.soak.ts'],
    testTimeout: 600_000,
    fileParallelism: false,
    reporters: ['./test/scenarios/soak/reporter.ts'],
  },
});
