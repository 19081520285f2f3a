import { expect, it } from 'vitest';
import { daysBefore, expectNear, ratioOf, sumOf } from './near.js';
import { date, type ReportedWorld } from './reported-world.js';

/** Looks at what tells whether to trust the numbers: proof and restated days; and at refunds. */
export function trustCases(world: () => ReportedWorld): void {
  it('proves the numbers of the day by each identity', async () => {
    const { proof } = world().report;
    const [day] = await world().rows(
      `select sum(net_sales) as net_sales, sum(sales_before_refunds) as sales, sum(refunds) as refunds,
        (select sum(labor_cost) from toast_marts.labor_cost_daily where business_date = '${date}') as labor,
        (select sum(over_short) from toast_marts.cash_daily where business_date = '${date}') as over_short,
        (select sum(amount_due) from toast_marts.checks
          where business_date = '${date}' and is_counted and payment_status = 'CLOSED') as due,
        (select sum(amount) from toast_marts.payments_daily where business_date = '${date}') as amount,
        (select sum(amount) from toast_marts.payments_daily
          where business_date = '${date}' and payment_type = 'CASH') as cash,
        (select sum(net_sales) from toast_marts.item_sales
          where business_date = '${date}' and is_sold) as items
      from toast_marts.sales_daily where business_date = '${date}'`,
    );
    const expected: Record<string, unknown> = {
      ...{ payments: day?.due, checks: day?.sales, items: day?.sales, hours: day?.sales },
      ...{ products: day?.items, refunds: day?.refunds, servers: day?.net_sales },
      ...{ tenders: day?.amount, cash: day?.cash, drawers: day?.over_short },
      ...{ labor: day?.labor, labor_hours: day?.labor },
    };
    expect(proof.map(({ name }) => name)).toEqual(Object.keys(expected));
    for (const { name, left, right, difference, offCount, off } of proof) {
      expectNear(left, Number(expected[name]), name);
      expectNear(right, Number(expected[name]), name);
      expect({ difference, offCount, off }).toEqual({ difference: 0, offCount: 0, off: [] });
    }
  });

  it('says which check and which restaurant is off, also where the sums are equal', () => {
    const { proof, restaurants } = world().broken;
    const identity = (wanted: string) => proof.find(({ name }) => name === wanted);
    const { restaurantId, label } = world().overpaid;
    expect(identity('payments')).toMatchObject({
      ...{ difference: 1, offCount: 1, off: [{ restaurantId, label, difference: 1 }] },
    });
    const { difference, off } = identity('hours') ?? {};
    expect(difference).toBe(0);
    expect(new Map(off?.map((each) => [each.label, Math.abs(each.difference)]))).toEqual(
      new Map(restaurants.map(({ name }) => [name, 5])),
    );
  });

  it('lists what changed since the report before', async () => {
    const { restated } = world().report;
    const changes = await world().rows('from toast_marts.restatements');
    expect([restated.since, restated.count]).toEqual(['2026-07-17', changes.length]);
    expect(restated.days).toHaveLength(changes.length);
    for (const { restaurantId, businessDate, measure, ...values } of restated.days) {
      const change = changes.find(
        (row) =>
          row.restaurant_id === restaurantId &&
          row.business_date === businessDate &&
          row.measure === measure,
      );
      expectNear(values.oldValue, Number(change?.old_value), measure);
      expectNear(values.newValue, Number(change?.new_value), measure);
    }
    const { deleted } = world();
    const ofDeleted = restated.days.filter(
      (day) => day.restaurantId === deleted.restaurantId && day.businessDate === '2026-07-14',
    );
    expect(ofDeleted.find(({ measure }) => measure === 'order_count')?.difference).toBe(-1);
    expectNear(
      ofDeleted.find(({ measure }) => measure === 'net_sales')?.difference ?? null,
      -deleted.sales,
      'net sales of the deleted order',
    );
  });

  it('lists on an earlier day the refunds of servers above their own rate, and no later changes', async () => {
    const servers = await world().rows(
      `select restaurant_id, server_name, business_date, refunds, gross_sales
      from toast_marts.server_sales_daily where server_id is not null order by all`,
    );
    const refunded = servers.findLast(
      (row) => Number(row.refunds) > 0 && String(row.business_date) < date,
    );
    const day = String(refunded?.business_date);
    const report = await world().read(
      { businessDate: day },
      `update toast_intermediate.int_published_days set seen_at = seen_at - interval 1 day
      where version = 1 and business_date < '${day}'`,
    );
    expect(report.businessDate).toBe(day);
    /* What changed since was seen when a later day was first complete. */
    expect(report.restated).toEqual({ since: daysBefore(day, 1), count: 0, days: [] });
    const shown = report.serverRates.filter(({ kind }) => kind === 'refund');
    expect(shown.length).toBeGreaterThan(0);
    for (const { restaurantId, server, amount, rate, fourWeekRate } of shown) {
      const own = servers.filter(
        (row) => row.restaurant_id === restaurantId && row.server_name === server,
      );
      const [today] = own.filter((row) => row.business_date === day);
      const before = own.filter((row) => String(row.business_date) < day);
      expectNear(amount, Number(today?.refunds), 'refunds');
      expectNear(rate, ratioOf(100 * Number(today?.refunds), Number(today?.gross_sales)), 'rate');
      expectNear(
        fourWeekRate,
        ratioOf(
          100 * sumOf(before, (row) => row.refunds),
          sumOf(before, (row) => row.gross_sales),
        ),
        'rate of four weeks',
      );
    }
    const refunds = await world().rows(
      `from toast_marts.refunds where business_date = '${day}' and is_counted and sales_refunds <> 0`,
    );
    const listed = report.exceptions.filter(({ kind }) => kind === 'refund');
    expectNear(
      sumOf(listed, ({ amount }) => amount),
      sumOf(shown, ({ amount }) => amount),
      'refunds',
    );
    for (const { checkNumber, description } of listed) {
      expect(refunds.map((row) => row.check_number)).toContain(checkNumber);
      expect(description).toBeTruthy();
    }
  });
}
