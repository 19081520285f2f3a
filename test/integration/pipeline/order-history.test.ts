import { expect, it } from 'vitest';
import { configurationSchema } from '../../../src/config/schema.js';
import { startPipeline } from '../../support/pipeline.js';
import { SharedClock } from '../../support/shared-clock.js';

const hour = 60 * 60_000;
const allKept = { orders: true, timeEntries: true };

/* After the last change that the world makes to its own orders and time entries. */
const quiet = Date.UTC(2026, 2, 28, 12);

async function startHistory() {
  const shared = new SharedClock(quiet);
  let hours = 0;
  const now = () => shared.now() + hours * hour;
  const pipeline = await startPipeline(
    {
      ...{ from: '2026-03-01', to: '2026-03-02', restaurants: 1, ordersPerDay: 3 },
      ...{ wallClock: now, sleep: shared.sleep },
    },
    { resources: ['orders', 'time_entries'] },
    { runtime: { ...shared.runtime, now } },
  );
  const { warehouse, simulator, configuration } = pipeline;
  const all = (sql: string) => warehouse.with((connection) => connection.all(sql));
  return {
    ...{ all, warehouse, simulator },
    /** Extracts at a whole number of hours after the first run. */
    extract: async (
      at: number,
      settings: { history?: object; privacy?: object; fullRefresh?: boolean } = {},
    ) => {
      hours = at;
      const { fullRefresh = false, ...others } = settings;
      const parsed = { ...configuration, history: allKept, ...others };
      const summary = await pipeline.extract({
        configuration: configurationSchema.parse(parsed),
        fullRefresh,
      });
      expect(summary.status).toBe('complete');
    },
    /** Moves the clock and edits an order. */
    edit: (at: number, order: string, change: Record<string, unknown>) => {
      hours = at;
      const [restaurant] = simulator.world.restaurants;
      expect(simulator.editOrder(restaurant?.guid ?? '', order, change as never)).toBe(true);
    },
    versions: (table: string, value: string) =>
      all(
        `select
          id,
          payload ->> '${value}' as value,
          round((epoch_ms(valid_from) - ${quiet}) / ${hour})::integer as since,
          round((epoch_ms(valid_to) - ${quiet}) / ${hour})::integer as until
        from raw_toast_history.${table} order by id, valid_from`,
      ),
  };
}

it('versions of orders and time entries are kept through edits, full refreshes and privacy', async () => {
  const { all, extract, edit, versions, simulator } = await startHistory();
  await extract(0);
  const [order, other] = await all(
    "select id, payload ->> '$.numberOfGuests' as guests from raw_toast.orders order by id limit 2",
  );
  const [entry] = await all('select restaurant_id, id from raw_toast.time_entries order by id');
  const [id, otherId] = [String(order?.id), String(other?.id)];

  edit(1, id, { numberOfGuests: 91, deliveryInfo: { notes: 'canary' } });
  const { restaurant_id, id: deleteTimeEntry } = entry as Record<string, string>;
  await fetch(`${simulator.url}/__labor`, {
    method: 'POST',
    body: JSON.stringify({ restaurantGuid: restaurant_id, deleteTimeEntry }),
  });
  await extract(2);
  await extract(3);
  edit(4, id, { numberOfGuests: 92 });
  await extract(5);
  const first = [
    { id, value: order?.guests, since: 0, until: 2 },
    { id, value: '91', since: 2, until: 5 },
  ];
  expect(await versions('orders', '$.numberOfGuests')).toEqual(first);
  expect(await versions('time_entries', '$.deleted')).toEqual([
    { id: deleteTimeEntry, value: 'false', since: 0, until: 2 },
  ]);
  const canaries = () =>
    all("select 1 from raw_toast_history.orders where contains(payload::varchar, 'canary')");
  expect(await canaries()).toHaveLength(1);

  /* What was kept before is redacted by a full refresh, and what is kept afterwards from the start. */
  const privacy = { guests: 'drop' };
  await extract(6, { privacy, fullRefresh: true });
  expect(await versions('orders', '$.numberOfGuests')).toEqual(first);
  expect(await versions('time_entries', '$.deleted')).toHaveLength(1);
  expect(await canaries()).toEqual([]);
  edit(7, id, { numberOfGuests: 93, deliveryInfo: { notes: 'canary' } });
  await extract(8, { privacy });
  edit(9, id, { numberOfGuests: 94 });
  await extract(10, { privacy });
  /* The version that the refresh redacted counts as seen since then. */
  expect(await versions('orders', '$.numberOfGuests')).toEqual([
    ...first,
    { id, value: '92', since: 6, until: 8 },
    { id, value: '93', since: 8, until: 10 },
  ]);
  expect(await canaries()).toEqual([]);

  /* A run without the setting keeps no other version, and loses none. */
  edit(11, id, { numberOfGuests: 95 });
  await extract(12, { privacy, history: {} });
  expect(await versions('orders', '$.numberOfGuests')).toHaveLength(4);

  /* At the end of a run, what was superseded more than two days before is gone. */
  edit(53, otherId, { numberOfGuests: 81 });
  await extract(54, { privacy, history: { ...allKept, keepDays: 2 } });
  expect(await versions('time_entries', '$.deleted')).toEqual([]);
  expect(await versions('orders', '$.numberOfGuests')).toEqual(
    [
      { id, value: '92', since: 6, until: 8 },
      { id, value: '93', since: 8, until: 10 },
      { id: otherId, value: other?.guests, since: expect.any(Number), until: 54 },
    ].toSorted((a, b) => a.id.localeCompare(b.id)),
  );
});
