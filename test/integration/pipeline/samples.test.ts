import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { needs } from '../../support/vitest/needs.js';
import { startPipeline } from '../../support/pipeline.js';

const samples = join(import.meta.dirname, '../../../../shared/toast-samples');

interface Sample {
  guid: string;
  checks: { guid: string; totalAmount: number; selections: unknown[] }[];
}

it(
  'recorded orders: raw payloads are as recorded, and checks have their totals and selections',
  needs('the recorded responses (../shared/toast-samples)', existsSync(samples)),
  async () => {
    const files = (await readdir(samples)).filter((file) => file.startsWith('order-'));
    const recorded = await Promise.all(
      files.map(async (file) => JSON.parse(await readFile(join(samples, file), 'utf8')) as Sample),
    );
    expect(recorded.length).toBeGreaterThan(0);

    const { warehouse, extract, transform } = await startPipeline(
      {
        from: '2022-03-01',
        to: '2022-03-05',
        now: new Date('2022-03-06T00:00:00Z'),
        restaurants: 1,
        ordersPerDay: 2,
        samplesDir: samples,
      },
      { initialSyncStart: '2019-07-01', resources: ['orders', 'restaurant_details'] },
    );
    expect((await extract()).status).toBe('complete');
    await transform({ select: ['+orders_check', '+orders_check_selection'] });

    await warehouse.with(async (connection) => {
      for (const order of recorded) {
        const [raw] = await connection.all(
          'select payload::varchar as payload from raw_toast.orders where id = $id',
          { id: order.guid },
        );
        expect(JSON.parse(String(raw?.payload))).toEqual(order);
        const checks = await connection.all(
          `select
          orders_check.id,
          total_amount::double as "totalAmount",
          (
            select count(*) from toast.orders_check_selection as selection
            where selection.orders_check_id = orders_check.id
          ) as selections
        from toast.orders_check where orders_id = $id`,
          { id: order.guid },
        );
        expect(checks).toEqual(
          order.checks.map(({ guid, totalAmount, selections }) => ({
            id: guid,
            totalAmount,
            selections: selections.length,
          })),
        );
      }
    });
  },
);
