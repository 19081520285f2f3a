import { expect, it } from 'vitest';
import type { Row } from '../../../../src/warehouse/engine/connection.js';
import { expectNear, sumOf } from './near.js';
import { date, type ReportedWorld } from './reported-world.js';

/* The columns of a fact that an exception shows. */
const facts = {
  discount: `from toast_marts.discounts_given where business_date = '${date}' and is_counted and not is_comp
    and net_discount_amount > deferred_discount_amount`,
  comp: `from toast_marts.discounts_given where business_date = '${date}' and is_counted and is_comp
    and net_discount_amount > deferred_discount_amount`,
  void: `from toast_marts.voids where business_date = '${date}' and is_counted and void_kind <> 'payment'`,
  refund: `from toast_marts.refunds where business_date = '${date}' and is_counted and sales_refunds <> 0`,
  no_sale: `from toast_marts.cash_events
    where business_date = '${date}' and is_counted and entry_type = 'NO_SALE'`,
} as const;

/** Compares the exceptions, what to chase and the proof with the marts of each. */
export function findingCases(world: () => ReportedWorld): void {
  it('lists the servers above their own rates of four weeks, and no others', async () => {
    const servers = await world().rows(
      `from toast_marts.server_sales_daily
      where business_date = '${date}' and server_id is not null`,
    );
    const { serverRates } = world().report;
    for (const [kind, column] of [
      ['discount', 'discounts'],
      ['void', 'void_amount'],
    ] as const) {
      const above = servers.flatMap((row) => {
        const rate = (100 * Number(row[column])) / Number(row.gross_sales);
        const before =
          (100 * Number(row[`server_four_week_${column}`])) /
          Number(row.server_four_week_gross_sales);
        return rate > before ? [{ row, rate, before }] : [];
      });
      const shown = serverRates.filter((server) => server.kind === kind);
      expect(shown).toHaveLength(above.length);
      for (const { row, rate, before } of above) {
        const server = shown.find(
          (each) => each.restaurantId === row.restaurant_id && each.server === row.server_name,
        );
        expectNear(server?.amount ?? null, Number(row[column]), kind);
        expectNear(server?.rate ?? null, rate, `${kind} rate`);
        expectNear(server?.fourWeekRate ?? null, before, `${kind} rate of four weeks`);
        expectNear(
          server?.excess ?? null,
          Number(row[column]) - (before / 100) * Number(row.gross_sales),
          `${kind} excess`,
        );
      }
    }
    expect(new Set(serverRates.map(({ kind }) => kind))).toEqual(new Set(['discount', 'void']));
  });

  it('lists the discounts and voids of these servers, and all comps and no-sales', async () => {
    const { exceptions, exceptionTotals, serverRates } = world().report;
    for (const [kind, from] of Object.entries(facts)) {
      const rows = await world().rows(from);
      const expected = rows.filter(
        (row) =>
          kind === 'comp' ||
          kind === 'no_sale' ||
          serverRates.some(
            (server) =>
              server.kind === kind &&
              server.restaurantId === row.restaurant_id &&
              server.server === row.server_name,
          ),
      );
      const shown = exceptions.filter((exception) => exception.kind === kind);
      const totals = exceptionTotals.filter((total) => total.kind === kind);
      expect(shown, kind).toHaveLength(expected.length);
      expect(
        sumOf(totals, ({ count }) => count),
        kind,
      ).toBe(expected.length);
      const amount = sumOf(expected, (row) =>
        kind === 'void'
          ? row.amount
          : Number(row.net_discount_amount ?? 0) - Number(row.deferred_discount_amount ?? 0),
      );
      expectNear(
        sumOf(shown, (each) => each.amount),
        amount,
        kind,
      );
      expectNear(
        sumOf(totals, (each) => each.amount),
        amount,
        kind,
      );
      expect(shown.map((each) => each.checkNumber).sort(), kind).toEqual(
        expected.map((row) => row.check_number ?? null).sort(),
      );
    }
    expect(exceptions.length).toBeGreaterThan(10);
  });

  it('names what happened in the simulated world', () => {
    const { exceptions, restaurants } = world().report;
    const of = (kind: string) =>
      exceptions.filter((each) => each.kind === kind && each.restaurantId === restaurants[0]?.id);
    expect(of('void')[0]).toMatchObject({
      ...{ checkNumber: '9', at: '2026-07-18 19:49', employee: 'Mei Chen 陈美', approver: null },
      ...{ description: 'Classic Burger (the whole order)', reason: 'Server Error', amount: 18.5 },
    });
    expect(of('discount').find(({ checkNumber }) => checkNumber === '6')).toMatchObject({
      ...{ at: '2026-07-19 01:03', employee: 'Priya Natarajan' },
      ...{ approver: 'Mei Chen 陈美', description: 'Manager’s Discretion, Kölsch' },
      ...{ reason: 'Qualité du plat: Approved at the pass', amount: 4.24 },
    });
    expect(of('comp')[0]).toMatchObject({
      checkNumber: '18',
      employee: 'Amélie Dubois',
      amount: 6.05,
    });
    expect(of('no_sale')[0]).toMatchObject({
      ...{ checkNumber: null, at: '2026-07-18 14:09', employee: 'Amélie Dubois', approver: null },
      ...{ description: 'Drawer Receipts Bar', reason: 'Prüfung', amount: null },
    });
  });

  it('lists what to chase: all open items, and drawers over or short', async () => {
    const items = await world().rows('from toast_marts.open_items');
    const drawers = await world().rows(
      `from toast_marts.cash_daily where business_date = '${date}' and over_short <> 0`,
    );
    const { chase, chaseTotals } = world().report;
    const all: Row[] = [
      ...items,
      ...drawers.map((row) => ({
        ...row,
        kind: 'cash_over_short',
        amount: row.over_short ?? null,
      })),
    ];
    expect(chase).toHaveLength(all.length);
    expect(sumOf(chaseTotals, ({ count }) => count)).toBe(all.length);
    for (const { kind, restaurantId, count, amount } of chaseTotals) {
      const own = all.filter((row) => row.kind === kind && row.restaurant_id === restaurantId);
      expect(count).toBe(own.length);
      expectNear(
        amount,
        sumOf(own, (row) => row.amount),
        kind,
      );
    }
    for (const { kind, businessDate, ageDays, employee, description } of chase) {
      if (kind === 'cash_over_short') continue;
      expect(items).toContainEqual(
        expect.objectContaining({
          ...{ kind, business_date: businessDate, age_days: ageDays },
          ...{ employee_name: employee, description },
        }),
      );
    }
    expect(chase.filter(({ kind }) => kind === 'cash_over_short')).toContainEqual(
      expect.objectContaining({
        amount: 4.05,
        ageDays: 1,
        description: 'Drawer Receipts Front was over',
      }),
    );
    const kinds = chase.map(({ kind }) => kind);
    for (const kind of [
      'open_check',
      'deposit_missing',
      'order_due',
      'drawer_not_closed',
    ] as const) {
      expect(kinds).toContain(kind);
    }
  });

  it('counts what the lists are too short for', () => {
    const { exceptions, exceptionTotals, items, restaurants } = world().broken;
    const { report } = world();
    const of = <T extends { restaurantId: string }>(all: readonly T[]) =>
      all.filter(({ restaurantId }) => restaurantId === restaurants[1]?.id);
    const noSales = <T extends { kind: string; restaurantId: string }>(all: readonly T[]) =>
      of(all).filter(({ kind }) => kind === 'no_sale');
    expect(noSales(exceptions)).toHaveLength(10);
    expect(noSales(exceptionTotals)[0]?.count).toBe(13 * noSales(report.exceptions).length);
    expect(of(items.stockouts)).toHaveLength(20);
    expect(of(items.stockoutCounts)[0]?.count).toBe(30 * of(report.items.stockouts).length);
    const since = of(items.stockouts).map((each) => each.since);
    expect(since).toEqual([...since].sort().reverse());
  });

  it('compares who is new with the restaurant, and lists who gave away all that was sold', async () => {
    const { serverRates, restaurants } = world().broken;
    const rateOf = (kind: string, name: string) =>
      serverRates.find(
        (each) =>
          each.kind === kind &&
          each.restaurantId === restaurants[0]?.id &&
          each.server?.startsWith(name),
      );
    const [others] = await world().rows(
      `select (100 * sum(void_amount) / sum(gross_sales))::double as rate
      from toast_marts.server_sales_daily
      where restaurant_id = '${restaurants[0]?.id}' and server_name not like 'Mei%'
        and business_date between date '${date}' - 28 and date '${date}' - 1`,
    );
    const mei = rateOf('void', 'Mei');
    expect(mei).toMatchObject({ isOfRestaurant: true, amount: 48.5 });
    expectNear(mei?.fourWeekRate ?? null, Number(others?.rate), 'rate of the restaurant');
    const zoe = rateOf('discount', 'Zoë');
    expect(zoe).toMatchObject({ isOfRestaurant: false, rate: null, excess: zoe?.amount });
  });
}
