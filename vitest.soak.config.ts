import { defineConfig } from 'vitest/config';

process.env.TZ = 'Asia/Kathmandu';

/* One round after the other for as long as asked, each with a seed of its own: npm run soak. */
export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak.ts'],
    testTimeout: 600_000,
    fileParallelism: false,
    reporters: ['./test/soak/reporter.ts'],
  },
});
