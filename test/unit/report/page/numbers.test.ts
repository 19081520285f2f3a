import { describe, expect, it } from 'vitest';
import { cases } from '../../../support/report/cases.js';
import { money, ParsedPage, percent, rowsOf, signed, textOf } from './support/parsed-page.js';

const report = cases.three();
const page = new ParsedPage(report);
const names = new Map(report.restaurants.map(({ id, name }) => [id, name]));
const [first] = report.restaurants;
const ofFirst = <Row extends { restaurantId: string }>(rows: readonly Row[]) =>
  rows.filter(({ restaurantId }) => restaurantId === first!.id);
const day = (date: string) =>
  new Intl.DateTimeFormat('en-US', {
    ...({ timeZone: 'UTC', weekday: 'short', month: 'short', day: 'numeric' } as const),
  }).format(new Date(date));
const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

describe('the page shows the numbers of the report', () => {
  it('in the first sentences', () => {
    const [total] = report.locations.totals;
    expect(page.text('.lede')).toBe(
      `Net sales were ${money(total!.netSales.value!)}, ` +
        `${signed(percent(total!.variance!), total!.variance!)} against the usual ` +
        `${money(total!.netSales.fourWeeks!)}. 11 things to chase. Every figure ties.`,
    );
  });

  it('in the headline', () => {
    const [total] = report.locations.totals;
    const shown = page
      .all('.headline dl > div')
      .map((each) => [
        textOf(each.querySelector('dt')!),
        ...[...each.querySelectorAll('data')].map((data) => Number(data.getAttribute('value'))),
      ]);
    const of = ({ value, fourWeeks, lastWeek, lastYear }: (typeof total & object)['guests']) => [
      ...[value, fourWeeks, lastWeek, lastYear],
    ];
    expect(shown).toEqual([
      ['Net sales', ...of(total!.netSales), total!.variance],
      ['Orders', ...of(total!.orders)],
      ['Guests', ...of(total!.guests)],
      ['Average check', ...of(total!.averageCheck)],
      ['Labor', ...of(total!.laborPercent)],
    ]);
  });

  it('in the ranking, whose order is that of the report', () => {
    const rows = page.rows('Restaurants by their change against four weeks, the lowest first');
    expect(rows.map(({ Restaurant }) => Restaurant)).toEqual(
      report.locations.rows.map(({ restaurantId }) => names.get(restaurantId)),
    );
    const [row] = report.locations.rows;
    expect(rows[0]).toMatchObject({
      'Net sales': money(row!.netSales.value!),
      Change: `▼${percent(row!.variance!).replace('-', '−')}`,
      'Four weeks': money(row!.netSales.fourWeeks!),
      'Last week': money(row!.netSales.lastWeek!),
      'Last year': money(row!.netSales.lastYear!),
    });
    expect(rows[0]!['Labor']).toContain(percent(row!.laborPercent.value!));
    expect(rows[0]!['Guests']).toContain(number(row!.guests.value!));
    expect(rows[0]!['Average check']).toContain(money(row!.averageCheck.value!));
  });

  it('in all comparisons', () => {
    const values = page
      .all('.comparisons tbody tr')
      .map((row) => [...row.querySelectorAll('data')].map((data) => data.getAttribute('value')));
    const keys = ['netSales', 'orders', 'guests', 'averageCheck', 'laborPercent'] as const;
    expect(values).toEqual(
      report.locations.rows.map((row) =>
        keys.flatMap((key) =>
          [row[key].value, row[key].fourWeeks, row[key].lastWeek, row[key].lastYear].map(String),
        ),
      ),
    );
  });

  it('in the trend, of all restaurants together and of each', () => {
    const tables = page.all('#trend table').map(rowsOf);
    expect(tables).toEqual(
      report.trend.map(({ days }) =>
        days.map(({ businessDate, netSales, average, low, high }) => ({
          Day: day(businessDate),
          'Net sales': money(netSales!),
          Average: money(average!),
          Lowest: money(low!),
          Highest: money(high!),
        })),
      ),
    );
  });

  it('by hour', () => {
    const [table] = page.all('#hours table').map(rowsOf);
    expect(table).toEqual(
      ofFirst(report.hours).map(({ businessHour, ...hour }) => ({
        Hour: `${businessHour % 12 || 12} ${businessHour % 24 < 12 ? 'AM' : 'PM'}`,
        Sales: money(hour.sales),
        Checks: number(hour.checks),
        Guests: number(hour.guests),
        'Labor cost': money(hour.laborCost!),
        'Labor hours': number(hour.laborHours!),
      })),
    );
  });

  it('in the mix', () => {
    const [channels, tenders] = page.all('#mix table').map(rowsOf);
    expect(channels).toEqual(
      ofFirst(report.mix.channels).map((row) => ({
        ...{ Dining: row.diningOption, Channel: row.orderChannel },
        ...{ Checks: number(row.checks), Sales: money(row.sales), Share: percent(row.share!) },
      })),
    );
    expect(tenders).toEqual(
      ofFirst(report.mix.tenders).map((row) => ({
        ...{ Tender: row.tender, Payments: number(row.payments) },
        ...{ Amount: money(row.amount), Tips: money(row.tips) },
        Total: expect.stringContaining(money(row.total)),
        Fees: expect.stringContaining(money(row.fees)),
      })),
    );
    const [visa] = ofFirst(report.mix.tenders);
    expect(tenders![0]).toMatchObject({
      Total: `${money(visa!.total)}\n${money(visa!.refunds)} refunded`,
      Fees: `${money(visa!.fees)}\n${percent(visa!.feePercent!, 2)}`,
    });
  });

  it.each([
    ['Top', report.items.top],
    ['Bottom', report.items.bottom],
    ['Biggest movers', report.items.movers],
  ] as const)('of items: %s', (caption, items) => {
    expect(page.rows(caption)).toEqual(
      items.map(({ item, quantity, netSales, fourWeeks, change }) => ({
        ...{ Item: item, Sold: number(quantity), 'Net sales': money(netSales) },
        'Four weeks': fourWeeks === null ? '–' : money(fourWeeks),
        Change: change === null ? '–' : signed(money(change), change),
      })),
    );
  });

  it('of what was out of stock', () => {
    expect(page.rows('Out of stock (86’d)').map((row) => row['On the day'])).toEqual([
      ...['3 h 7 min', '45 min'],
    ]);
  });
});

describe('the page shows what was found', () => {
  it('of servers above their own rate', () => {
    expect(page.rows('Servers above their own rate of the four weeks before')[1]).toEqual({
      ...{ Server: 'Priya Nair', Restaurant: names.get(report.serverRates[1]!.restaurantId) },
      ...{ Kind: 'Discounts', Amount: '$142.25', 'Of sales': '9.3%' },
      ...{ 'Four weeks': '5.8%\nof the restaurant', 'Above it': '$53.53' },
    });
  });

  it('of exceptions', () => {
    expect(page.rows(`Exceptions of ${first!.name}`)).toEqual(
      ofFirst(report.exceptions).map((row) => ({
        Kind: expect.stringMatching(/^(Discount|Comp|Void|Refund|No-sale)$/),
        Time: expect.stringMatching(/^\d{1,2}:\d\d [AP]M$/),
        Check: row.checkNumber ?? '–',
        Employee: expect.stringContaining(row.employee!),
        What: row.description,
        Reason: row.reason ?? '–',
        Amount: row.amount === null ? '–' : money(row.amount),
      })),
    );
  });

  it('to chase', () => {
    expect(page.rows('What is still open')).toEqual(
      report.chase.map((row) => ({
        What: expect.any(String),
        Restaurant: names.get(row.restaurantId),
        Day: day(row.businessDate!),
        Age: ['today', '1 day', '2 days'][row.ageDays!],
        Employee: row.employee ?? '–',
        Details: row.description,
        Amount: row.amount === null ? '–' : money(row.amount),
      })),
    );
  });

  it('of what ties', () => {
    expect(page.rows('Proof')).toEqual(
      report.proof.map((row) => ({
        ...{ Compared: row.title, First: money(row.left), Second: money(row.right) },
        ...{ Difference: '$0.00', Result: '✓ ties' },
      })),
    );
  });

  it('of days that were restated', () => {
    const [sales, orders] = page.rows('Days that changed');
    expect(sales).toEqual({
      ...{ Restaurant: first!.name, Day: 'Sun, Nov 22', Number: 'Net sales' },
      ...{ Old: '$14,210.35', New: '$14,168.10', Difference: '−$42.25' },
      Seen: 'Nov 26, 6:10 AM',
    });
    expect(orders).toMatchObject({ Number: 'Orders', Old: '301', New: '300', Difference: '−1' });
  });
});
