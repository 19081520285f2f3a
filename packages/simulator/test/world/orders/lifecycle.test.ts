import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  at,
  checksOf,
  keysOf,
  MOMENTS,
  modifiersOf,
  ordersOf,
  selectionsOf,
  small,
  THE_END,
  type Payload,
} from '../../support/walk.js';
import { isReal } from '../../support/order-identities.js';
import { ordersAt, world } from '../../support/ten-days.js';

/* Only with more orders a day are there several of the rarer ones. */
const busy = small({ ordersPerDay: 60 });
const busier = small({ ordersPerDay: 80 });
const PLANNED = /"(promised|opened|estimatedFulfillment|created)Date":"[^"]*"/g;
const DATE = /\d{4}-\d\d-\d\dT[\d:.]+\+0000/g;
const NOT_DELETED = ['1970-01-01T00:00:00.000+0000', null];

/** The instants at which an order changed, latest first, as modification dates tell them. */
function changes(restaurantGuid: string, guid: string): number[] {
  const found = [];
  let key = world.find(restaurantGuid, guid, THE_END);
  while (key) {
    found.push(key.modifiedAt);
    key = world.find(restaurantGuid, guid, key.modifiedAt - 1);
  }
  return found;
}

describe('An order over time', () => {
  const keys = keysOf(world, THE_END).filter((_, n) => n % 7 === 0);

  it('is unchanged between two of its changes, and shows no future date except planned ones', () => {
    const changed: unknown[] = [];
    const future: unknown[] = [];
    for (const key of keys) {
      const instants = changes(key.restaurantGuid, key.guid);
      expect(instants.length).toBeGreaterThan(0);
      instants.forEach((instant, n) => {
        const next = n === 0 ? THE_END : (instants[n - 1] as number) - 1;
        const [then = '', later] = [instant, next].map((now) =>
          JSON.stringify(world.order(key, now)),
        );
        if (then !== later) changed.push([key, instant, next]);
        for (const [date] of then.replaceAll(PLANNED, '').matchAll(DATE)) {
          if (at(date) > instant) future.push([key, instant, date]);
        }
      });
    }
    expect(changed).toEqual([]);
    expect(future).toEqual([]);
  });

  it('goes from open to paid to closed, or back when a payment is voided', () => {
    const seen = new Set<string>();
    for (const key of keysOf(world, THE_END)) {
      const states = changes(key.restaurantGuid, key.guid)
        .toReversed()
        .map((now) => (world.order(key, now) as Payload).checks[0]?.paymentStatus);
      states.forEach((state, n) => {
        if (n > 0 && states[n - 1] !== state) seen.add(`${states[n - 1]}>${state}`);
      });
    }
    for (const step of ['OPEN>PAID', 'PAID>CLOSED', 'CLOSED>OPEN', 'OPEN>CLOSED']) {
      expect(seen).toContain(step);
    }
    expect(seen).not.toContain('PAID>OPEN');
  });

  it('is open while its guests are eating', () => {
    const dinner = at('2026-03-08T00:31:00Z');
    const today = busier.restaurants.flatMap(({ guid }) =>
      busier
        .onBusinessDate(guid, 20260307, dinner)
        .map((key): Payload => busier.order(key, dinner)),
    );
    const open = today.filter(({ openedDate, checks }) => {
      const recent = dinner - at(openedDate) < 45 * 60_000 && at(openedDate) < dinner;
      return recent && checks.some((check: Payload) => check.paymentStatus === 'OPEN');
    });
    expect(open.length).toBeGreaterThan(10);
  });
});

describe.each(MOMENTS.slice(1))('The orders at %d', (now) => {
  const orders = ordersAt(now);

  it('are modified no earlier than their parts', () => {
    const wrong = orders.flatMap((order) => {
      const { checks, modifiedDate } = order;
      const selections = selectionsOf([order]);
      return [...checks, ...selections, ...modifiersOf(selections)].filter(
        (part: Payload) =>
          at(part.modifiedDate) > at(modifiedDate) || at(part.createdDate) > at(part.modifiedDate),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('pass a void on to checks, selections, modifiers and payments', () => {
    const checks = checksOf(orders);
    const selections = selectionsOf(orders);
    const isDated = ({ voided, voidDate, voidBusinessDate }: Payload): boolean =>
      (voidDate !== null) === voided && (voidBusinessDate !== null) === voided;
    expect([...orders, ...selections].filter((part) => !isDated(part))).toEqual([]);
    expect(selections.filter((each) => (each.voidReason !== null) !== each.voided)).toEqual([]);
    for (const order of orders.filter(({ voided }) => voided)) {
      expect(order.checks.every((check: Payload) => check.voided)).toBe(true);
    }
    for (const check of checks.filter(({ voided }) => voided)) {
      expect([check.amount, check.taxAmount, check.totalAmount]).toEqual([0, 0, 0]);
      expect(check.selections.every((selection: Payload) => selection.voided)).toBe(true);
      for (const payment of check.payments) {
        if (!isReal(payment) && payment.paymentStatus !== 'VOIDED') continue;
        expect(payment.paymentStatus).toBe('VOIDED');
        expect(payment.voidInfo).toMatchObject({ voidReason: { entityType: 'VoidReason' } });
      }
    }
    const voidOf = ({ voided, voidDate, voidBusinessDate, voidReason }: Payload): unknown[] => [
      ...[voided, voidDate, voidBusinessDate, voidReason],
    ];
    const different = selections.flatMap((selection) =>
      modifiersOf([selection]).filter(
        (modifier) => !isDeepStrictEqual(voidOf(modifier), voidOf(selection)),
      ),
    );
    expect(different).toEqual([]);
  });

  it('pass a deletion on to checks', () => {
    const isRight = ({ deleted, deletedDate }: Payload, order: Payload): boolean =>
      deleted === order.deleted &&
      (deleted ? at(deletedDate) > at('2026-01-01T00:00Z') : NOT_DELETED.includes(deletedDate));
    const wrong = orders.flatMap((order) =>
      [order, ...order.checks].filter((part) => !isRight(part, order)),
    );
    expect(wrong).toEqual([]);
  });

  it('contain every GUID once', () => {
    const selections = checksOf(orders).flatMap((check) => check.selections);
    const withTaxes = [...selections, ...modifiersOf(selections)];
    const charges = checksOf(orders).flatMap((check) => check.appliedServiceCharges);
    const taxes = [...withTaxes, ...charges].flatMap(({ appliedTaxes }) => appliedTaxes);
    const discounts = [...checksOf(orders), ...withTaxes].flatMap((part) => part.appliedDiscounts);
    const payments = checksOf(orders).flatMap((check) => check.payments);
    const all = [orders, checksOf(orders), withTaxes, charges, taxes, discounts, payments]
      .flat()
      .map(({ guid }) => guid)
      .filter((guid) => guid !== null);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('Joined orders', () => {
  const late = ordersOf(busy, THE_END);
  const byGuid = new Map(keysOf(busy, THE_END).map((key) => [key.guid, key]));
  const before = (order: Payload, instant: number): Payload =>
    JSON.parse(JSON.stringify(busy.order(byGuid.get(order.guid) as never, instant - 1)));

  it('move their selections to the other order and are deleted', () => {
    const sources = late.filter(
      ({ deleted, checks }) => deleted && checks[0].selections.length === 0,
    );
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      const moment = at(source.deletedDate);
      const moved = before(source, moment).checks[0].selections;
      expect(moved.length).toBeGreaterThan(0);
      const target = late.find(({ checks }) =>
        checks.some((check: Payload) =>
          check.selections.some(({ guid }: Payload) => guid === moved[0].guid),
        ),
      );
      const holding = JSON.stringify(target.checks[0].selections);
      for (const { guid } of moved) expect(holding).toContain(guid);
      expect(JSON.stringify(before(target, moment))).not.toContain(moved[0].guid);
      const then = busy.find(byGuid.get(target.guid)?.restaurantGuid ?? '', target.guid, moment);
      expect(then?.modifiedAt).toBe(moment);
      expect(source.checks[0].amount).toBe(0);
    }
  });

  it('take over a check with everything on it', () => {
    const moves = late.flatMap((order) => {
      const [first, ...others] = order.checks;
      return others
        .filter(
          (check: Payload) =>
            check.createdDate > first.createdDate &&
            !check.selections.some((s: Payload) => s.createdDate < check.createdDate),
        )
        .map((check: Payload) => ({ order, check }));
    });
    expect(moves.length).toBeGreaterThan(3);
    for (const { order, check } of moves) {
      const owners = late.filter(({ checks }) =>
        checks.some((c: Payload) => c.guid === check.guid),
      );
      expect(owners.map(({ guid }) => guid)).toEqual([order.guid]);
      for (const payment of check.payments) expect(payment.orderGuid).toBe(order.guid);
    }
  });
});
