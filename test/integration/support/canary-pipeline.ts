import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { startPipeline, type Pipeline } from '../../support/pipeline.js';
import { tempDir } from '../../support/temp-dir.js';
import { guestOrder } from '../../unit/extract/fetch/privacy/support/guest-order.js';

/**
 * Starts a pipeline for a restaurant with orders of its own and some that hold the word `canary` wherever a
 * guest's data can be. It reads these resources.
 */
export async function canaryPipeline(
  resources: readonly string[] | undefined = ['orders'],
): Promise<Pipeline> {
  const samplesDir = await tempDir();
  for (const [i, order] of fc.sample(guestOrder, { numRuns: 30, seed: 1 }).entries()) {
    const sample = {
      ...(order as object),
      guid: `0000000${i % 10}-0000-4000-8000-${String(i).padStart(12, '0')}`,
      openedDate: '2026-03-01T18:00:00.000+0000',
      modifiedDate: '2026-03-01T19:00:00.000+0000',
      businessDate: 20260301,
    };
    await writeFile(join(samplesDir, `order-${i}.json`), JSON.stringify(sample));
  }
  return startPipeline(
    {
      from: '2026-03-01',
      to: '2026-03-03',
      now: new Date('2026-03-04T12:00:00Z'),
      ordersPerDay: 12,
      samplesDir,
    },
    { resources },
  );
}
