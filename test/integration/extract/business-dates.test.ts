import { expect, it } from 'vitest';
import { cashDeposits, cashEntries } from '../../../src/resources/cash.js';
import { shapeOf } from '../../../src/resources/resource.js';
import type { HttpRequest } from '../../../src/toast/transport.js';
import { createRawTables } from '../../../src/warehouse/raw/raw-table.js';
import { day } from './support/extraction.js';
import { openTarget, schedule, unit } from './support/units.js';

const firstDay = Date.UTC(2026, 2, 1) / day;

it.each([cashEntries, cashDeposits])(
  '$name have the business date that they were asked for, also after a move',
  async (resource) => {
    const target = await openTarget();
    const { connection } = target;
    await createRawTables(connection, [shapeOf(resource)]);
    const dates = (days: number, lists: Record<string, string[]>) => {
      const start = (firstDay + days) * day;
      const units = [{ ...unit('r1', 0), resource, window: { start, end: start + 3 * day } }];
      const answer = ({ url }: HttpRequest) => ({
        body: (lists[url.searchParams.get('businessDate') ?? ''] ?? []).map((guid) => ({ guid })),
      });
      return schedule(target, units, answer);
    };
    const loaded = () =>
      connection.all(`select id, business_date from raw_toast.${resource.name} order by id`);

    await dates(0, { 20260301: ['a'], 20260302: ['b'], 20260303: ['c'] });
    expect(await loaded()).toEqual([
      { id: 'a', business_date: '2026-03-01' },
      { id: 'b', business_date: '2026-03-02' },
      { id: 'c', business_date: '2026-03-03' },
    ]);
    /* The same text as before, one day on. */
    const { entries } = await dates(1, { 20260302: ['a'], 20260303: ['b'], 20260304: ['c'] });
    expect(entries).toMatchObject([{ status: 'done', rowsRead: 3, rowsUpdated: 3 }]);
    expect(await loaded()).toEqual([
      { id: 'a', business_date: '2026-03-02' },
      { id: 'b', business_date: '2026-03-03' },
      { id: 'c', business_date: '2026-03-04' },
    ]);
  },
);
