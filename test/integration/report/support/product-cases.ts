import { expect, it } from 'vitest';
import type { Row } from '../../../../src/warehouse/engine/connection.js';
import { daysBefore, expectNear, ratioOf, sumOf } from './near.js';
import { date, type ReportedWorld } from './reported-world.js';

/* Toast's payment types in words. Types that a restaurant adds have a name of their own. */
const tenderNames: Readonly<Record<string, string>> = {
  ...{ CASH: 'Cash', CREDIT: 'Credit card', GIFTCARD: 'Gift card', HOUSE_ACCOUNT: 'House account' },
  ...{ REWARDCARD: 'Rewards card', LEVELUP: 'LevelUp', TOAST_SV: 'Toast Cash', OTHER: 'Other' },
};

const before = [7, 14, 21, 28].map((days) => daysBefore(date, days));

/** Compares what the report says of channels, tenders, items and stock with their marts. */
export function productCases(world: () => ReportedWorld): void {
  it('has the sales of each dining option and channel, and their share', async () => {
    const all = await world().rows(`from toast_marts.sales_hourly where business_date = '${date}'`);
    const { channels } = world().report.mix;
    const keyOf = (row: Row) => `${row.restaurant_id} ${row.dining_option} ${row.order_channel}`;
    expect(channels).toHaveLength(new Set(all.map(keyOf)).size);
    for (const { restaurantId, diningOption, orderChannel, ...numbers } of channels) {
      const own = all.filter((row) => row.restaurant_id === restaurantId);
      const rows = own.filter(
        (row) => keyOf(row) === `${restaurantId} ${diningOption} ${orderChannel}`,
      );
      const sales = sumOf(rows, (row) => row.sales_before_refunds);
      expectNear(numbers.sales, sales, orderChannel);
      expect(numbers.checks).toBe(sumOf(rows, (row) => row.check_count));
      expectNear(
        numbers.share,
        ratioOf(
          100 * sales,
          sumOf(own, (row) => row.sales_before_refunds),
        ),
        'share',
      );
    }
  });

  it('has the amounts and fees of each tender, by the name that people use', async () => {
    const all = await world().rows(
      `from toast_marts.payments_daily where business_date = '${date}'`,
    );
    const { tenders } = world().report.mix;
    const nameOf = (row: Row) =>
      row.other_payment_name ?? tenderNames[String(row.payment_type)] ?? row.payment_type;
    const keyOf = (row: Row) => `${row.restaurant_id} ${nameOf(row)}`;
    expect(tenders).toHaveLength(new Set(all.map(keyOf)).size);
    for (const { restaurantId, tender, ...numbers } of tenders) {
      const rows = all.filter((row) => keyOf(row) === `${restaurantId} ${tender}`);
      const sum = (column: string) => sumOf(rows, (row) => row[column]);
      expect(numbers.payments).toBe(sum('payment_count'));
      expect(numbers.paymentsWithoutFee).toBe(sum('payments_without_fee'));
      expectNear(numbers.amount, sum('amount'), `${tender} amount`);
      expectNear(numbers.tips, sum('tips'), `${tender} tips`);
      expectNear(numbers.refunds, sum('refunds') + sum('tip_refunds'), `${tender} refunds`);
      expectNear(numbers.total, sum('total'), `${tender} total`);
      expectNear(numbers.fees, sum('fees'), `${tender} fees`);
      expectNear(
        numbers.feePercent,
        ratioOf(100 * sum('fees'), sum('total')),
        `${tender} fee percent`,
      );
    }
    expect(tenders.some(({ fees }) => fees > 0)).toBe(true);
    expect(tenders.map(({ tender }) => tender)).toContain('Credit card');
    expect(tenders.filter(({ tender }) => /^[A-Z_]+$/.test(tender))).toEqual([]);
  });

  it('ranks the items by sales and by change', async () => {
    const all = await world().rows(
      `select item_key, max(item_name) as item,
        coalesce(sum(quantity_sold) filter (where business_date = '${date}'), 0)::double as quantity,
        coalesce(sum(net_sales) filter (where business_date = '${date}'), 0)::double as sales,
        coalesce(sum(gross_sales) filter (where business_date = '${date}'), 0)::double as gross,
        coalesce(sum(net_sales) filter (where business_date <> '${date}'), 0)::double / 4 as before
      from toast_marts.product_mix_daily
      where business_date in ('${[date, ...before].join("', '")}')
      group by item_key`,
    );
    const items = all.map((row) => ({
      ...{ item: String(row.item), quantity: Number(row.quantity), netSales: Number(row.sales) },
      ...{ fourWeeks: Number(row.before), change: Number(row.sales) - Number(row.before) },
      gross: Number(row.gross),
    }));
    const sold = items.filter(({ quantity, gross }) => quantity > 0 && gross > 0);
    sold.sort((a, b) => b.netSales - a.netSales);
    const moved = items.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
    const { top, bottom, movers } = world().report.items;
    for (const [shown, expected] of [
      [top, sold.slice(0, 10)],
      [bottom, sold.toReversed().slice(0, Math.min(10, sold.length - 10))],
      [movers, moved.slice(0, 10)],
    ] as const) {
      expect(shown).toHaveLength(expected.length);
      for (const [place, item] of shown.entries()) {
        /* Items with the same number change places. */
        const same = items.find((each) => each.item === item.item);
        const there = expected[place];
        if (shown === movers)
          expectNear(Math.abs(item.change ?? 0), Math.abs(there?.change ?? 0), item.item);
        else expectNear(item.netSales, there?.netSales ?? null, item.item);
        expect(item.currency).toBe('USD');
        expectNear(item.quantity, same?.quantity ?? null, item.item);
        expectNear(item.netSales, same?.netSales ?? null, item.item);
        expectNear(item.fourWeeks, same?.fourWeeks ?? null, item.item);
        expectNear(item.change, same?.change ?? null, item.item);
      }
    }
    expect(bottom.length).toBeGreaterThan(5);
  });

  it('ranks no item that is free, but one that was given away', () => {
    const { top, bottom } = world().broken.items;
    const [worst, ...others] = bottom;
    expect(worst).toMatchObject({ item: 'Given away', quantity: 3, netSales: 0 });
    expect([...top, ...others].filter(({ netSales }) => netSales <= 0)).toEqual([]);
  });

  it('has what ran out at dinner until the close-out, and what is out of stock since', async () => {
    const { stockouts, stockoutCounts } = world().report.items;
    const all = await world().rows(
      `select restaurant_id, name, valid_from, valid_to from toast_history.stock
      where status = 'OUT_OF_STOCK'`,
    );
    expect(sumOf(stockoutCounts, ({ count }) => count)).toBe(all.length);
    expect(stockouts).toHaveLength(all.length);
    const [newYork] = world().report.restaurants;
    const atDinner = all.filter(
      (row) =>
        row.restaurant_id === newYork?.id && String(row.valid_from).startsWith('2026-07-18T23:00'),
    );
    const shown = stockouts.filter(
      ({ restaurantId, minutes }) => restaurantId === newYork?.id && minutes > 0,
    );
    expect(shown.map(({ item }) => item).sort()).toEqual(atDinner.map(({ name }) => name).sort());
    /* From 7 p.m. to 4 a.m. */
    for (const { since, until, minutes } of shown) {
      expect([since, minutes]).toEqual(['2026-07-18 19:00', 540]);
      expect([null, '2026-07-19 11:30']).toContain(until);
    }
    expect(shown.length).toBeGreaterThan(0);
    const later = stockouts.filter(({ minutes }) => minutes === 0);
    expect(new Set(later.map(({ since, until }) => `${since.slice(0, 10)} ${until}`))).toEqual(
      new Set(['2026-07-19 null']),
    );
  });
}
