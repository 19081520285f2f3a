import { describe, expect, it } from 'vitest';
import { BusinessCalendar, dayOfDate } from '../../../src/world/values/calendar.js';
import { at, checksOf, keysOf, small, THE_END, type Payload } from '../../support/walk.js';

describe('A business date', () => {
  it.each([
    // Clocks went forward at 2 o'clock this night, so 4 o'clock came an hour earlier in UTC.
    ['America/New_York', 4, '2026-03-08T07:59:59.999Z', 20260307],
    ['America/New_York', 4, '2026-03-08T08:00:00.000Z', 20260308],
    ['America/New_York', 4, '2026-11-01T08:59:59.999Z', 20261031],
    ['America/New_York', 4, '2026-11-01T09:00:00.000Z', 20261101],
    // 2 o'clock does not exist in Chicago on this day: the day begins at 3.
    ['America/Chicago', 2, '2026-03-08T07:59:59.999Z', 20260307],
    ['America/Chicago', 2, '2026-03-08T08:00:00.000Z', 20260308],
    ['America/Phoenix', 0, '2026-07-01T06:59:59.999Z', 20260630],
    ['America/Phoenix', 0, '2026-07-01T07:00:00.000Z', 20260701],
  ])('in %s with close-out at %d, %s is %d', (zone, hour, instant, date) => {
    const calendar = new BusinessCalendar(zone as string, hour as number);
    expect(calendar.dateAt(at(instant as string))).toBe(date);
  });

  it('has 23 hours when daylight saving time begins and 25 when it ends', () => {
    const calendar = new BusinessCalendar('America/New_York', 4);
    const hours = (date: string): number =>
      (calendar.start(dayOfDate(date) + 1) - calendar.start(dayOfDate(date))) / 3_600_000;
    expect(['2026-03-07', '2026-03-08', '2026-10-31'].map(hours)).toEqual([23, 24, 25]);
  });
});

describe('The orders of a world', () => {
  const world = small({ from: '2026-03-05', to: '2026-03-10', ordersPerDay: 300 });
  const keys = keysOf(world, THE_END);
  const orders: readonly Payload[] = keys.map((key) => world.order(key, THE_END));
  const calendars = new Map(
    world.restaurants.map(({ guid, timeZone, closeoutHour }) => [
      guid,
      new BusinessCalendar(timeZone, closeoutHour),
    ]),
  );
  const zone = new Map(keys.map((key) => [key.guid, key.restaurantGuid]));
  const calendarOf = (order: Payload): BusinessCalendar =>
    calendars.get(zone.get(order.guid) ?? '') as BusinessCalendar;

  it('are opened on their business date, scheduled ones at their promised time', () => {
    const wrong = orders.filter((order) => {
      const { businessDate, openedDate, promisedDate, createdDate } = order;
      return (
        calendarOf(order).dateAt(at(openedDate)) !== businessDate ||
        (promisedDate ?? createdDate) !== openedDate
      );
    });
    expect(wrong).toEqual([]);
  });

  it('have payments, refunds and voids with the business date of their time', () => {
    const rows = orders.flatMap((order) =>
      order.checks.flatMap(({ payments }: Payload) =>
        payments.flatMap((payment: Payload) => [
          [order, payment.paidDate, payment.paidBusinessDate],
          ...(payment.refund
            ? [[order, payment.refund.refundDate, payment.refund.refundBusinessDate]]
            : []),
          ...(payment.voidInfo
            ? [[order, payment.voidInfo.voidDate, payment.voidInfo.voidBusinessDate]]
            : []),
        ]),
      ),
    );
    const wrong = rows.filter(
      ([order, instant, date]) => calendarOf(order).dateAt(at(instant)) !== date,
    );
    expect(wrong).toEqual([]);
    expect(rows.length).toBeGreaterThan(1000);
  });

  it('are open past midnight, and a few past the close-out', () => {
    const [bar] = world.restaurants;
    const format = new Intl.DateTimeFormat('sv', { timeZone: bar?.timeZone });
    const night = orders.filter((order) => {
      const local = format.format(at(order.openedDate));
      const before = local.slice(0, 10).replaceAll('-', '') !== String(order.businessDate);
      return zone.get(order.guid) === bar?.guid && before;
    });
    expect(night.length).toBeGreaterThan(10);
    const after = orders.filter(({ businessDate, checks }) =>
      checks.some(({ payments }: Payload) =>
        payments.some(
          ({ paidBusinessDate, type }: Payload) =>
            paidBusinessDate > businessDate && type === 'CREDIT',
        ),
      ),
    );
    expect(after.length).toBeGreaterThan(0);
    expect(checksOf(after).length).toBeLessThan(orders.length / 20);
  });
});
