import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BusinessCalendar, dayOfBusinessDate } from '../../../src/world/values/calendar.js';
import { byGuid, employeesOf, flat, MARCH, march, ofEach } from '../../support/crew.js';
import { at, cents, DAY, MOMENTS, small, THE_END, type Payload } from '../../support/walk.js';

const world = MARCH;
const DATES = Array.from({ length: 30 }, (_, k) => 20260301 + k);
const listed = (kind: 'entries' | 'deposits', now: number, of = world) =>
  ofEach(of, (guid) =>
    DATES.flatMap((businessDate) =>
      of.cash[kind](guid, businessDate, now).map((item) => ({ ...item, businessDate })),
    ),
  );
const entriesByPlace = listed('entries', THE_END);
const entries = flat(entriesByPlace);
const depositsByPlace = listed('deposits', THE_END);
const deposits = flat(depositsByPlace);
const known = byGuid([...entries, ...deposits]);
const ofType = (...types: string[]): Payload[] =>
  entries.filter(({ type }) => types.includes(type));

describe('Cash entries of a generated month', () => {
  it.each([
    ['CASH_IN', 1],
    ['CASH_OUT', -1],
    ['CASH_COLLECTED', 1],
    ['PAY_OUT', -1],
    ['UNDO_PAY_OUT', 1],
    ['TIP_OUT', -1],
    ['NO_SALE', 0],
    ['DRIVER_REIMBURSEMENT', -1],
    ['CLOSE_OUT_EXACT', 0],
    ['CLOSE_OUT_OVERAGE', 1],
    ['CLOSE_OUT_SHORTAGE', -1],
  ])('are of type %s, with an amount of sign %d', (type, sign) => {
    const found = ofType(type);
    expect(found.length).toBeGreaterThan(3);
    for (const { amount } of found) expect(Math.sign(amount)).toBe(sign);
  });

  it('have no other type, and unique GUIDs', () => {
    expect(new Set(entries.map(({ type }) => type)).size).toBe(11);
    expect(known.size).toBe(entries.length + deposits.length);
  });

  it('undo others with the same amount', () => {
    const undoing = entries.filter(({ undoes }) => undoes !== null);
    const kinds = undoing.map(({ type, reason, undoes, amount, date, employee1 }) => {
      const undone = known.get(undoes);
      expect(amount).toBe(-undone.amount);
      expect(at(date)).toBeGreaterThan(at(undone.date));
      expect(employee1).toEqual(undone.employee1);
      return `${undone.type} ${type} ${undone.type === 'PAY_OUT' ? '' : reason}`;
    });
    expect([...new Set(kinds)].toSorted()).toEqual([
      'CASH_COLLECTED TIP_OUT Undo Cash Collected',
      'CASH_IN CASH_OUT Undo Cash In',
      'CASH_OUT CASH_IN Undo Cash Out',
      'PAY_OUT UNDO_PAY_OUT ',
      'TIP_OUT CASH_COLLECTED Undo Tip Out',
    ]);
  });

  it("refer to the restaurant's configuration and staff", () => {
    for (const [guid, list] of entriesByPlace) {
      const { cashDrawers, payoutReasons, noSaleReasons } = world.catalogues.get(guid) as Payload;
      const guids = (things: Payload[]) => things.map(({ reference }) => reference.guid);
      const staff = byGuid(employeesOf(world, THE_END).get(guid) ?? []);
      for (const entry of list) {
        expect(guids(cashDrawers)).toContain(entry.cashDrawer.guid);
        const paysOut = ['PAY_OUT', 'UNDO_PAY_OUT'].includes(entry.type);
        expect(guids(payoutReasons).includes(entry.payoutReason?.guid)).toBe(paysOut);
        const opens = entry.type === 'NO_SALE';
        expect(guids(noSaleReasons).includes(entry.noSaleReason?.guid)).toBe(opens);
        expect(staff.has(entry.employee1.guid)).toBe(true);
        expect(entry.creatorOrShiftReviewSubject.guid).toBe(entry.employee1.guid);
      }
    }
    expect(entries.some((e) => e.employee2 && e.employee2.guid !== e.employee1.guid)).toBe(true);
    expect(entries.some((e) => e.approverOrShiftReviewSubject)).toBe(true);
    expect(entries.some((e) => e.employee2 === null)).toBe(true);
  });

  it('lie in their business day, except for corrections and close-outs after it', () => {
    const days = { correction: [] as number[], closeOut: [] as number[] };
    for (const { guid, timeZone, closeoutHour } of world.restaurants) {
      const calendar = new BusinessCalendar(timeZone, closeoutHour);
      for (const { businessDate, date, reason } of entriesByPlace.get(guid) ?? []) {
        const late = calendar.dayAt(at(date)) - dayOfBusinessDate(businessDate);
        if (reason === 'Correction') days.correction.push(late);
        else if (reason === 'Close out') days.closeOut.push(late);
        else expect(late).toBe(0);
      }
    }
    expect(new Set(days.correction)).toEqual(new Set([1, 2]));
    expect(new Set(days.closeOut)).toEqual(new Set([0, 1]));
  });

  it('leave some drawers open', () => {
    const drawers = (list: Payload[]) =>
      new Set(list.map((entry) => `${entry.businessDate} ${entry.cashDrawer.guid}`));
    const closed = drawers(entries.filter(({ type }) => type.startsWith('CLOSE_OUT_')));
    const used = drawers(entries);
    expect(closed.size).toBeLessThan(used.size);
    expect(closed.size).toBeGreaterThan(0.9 * used.size);
  });
});

describe('Cash deposits of a generated month', () => {
  it('are positive, and some are undone by another', () => {
    for (const { amount } of deposits) expect(amount).toBeGreaterThan(0);
    const undoing = deposits.filter(({ undoes }) => undoes !== null);
    expect(undoing.length).toBeGreaterThan(2);
    for (const { undoes, amount } of undoing) expect(known.get(undoes)?.amount).toBe(amount);
  });

  it('are missing on some days', () => {
    const days = [...depositsByPlace.values()].map(
      (list) => new Set(list.map(({ businessDate }) => businessDate)).size,
    );
    const all = days.reduce((sum, count) => sum + count, 0);
    expect(all).toBeLessThan(DATES.length * days.length);
    expect(all).toBeGreaterThan(0.8 * DATES.length * days.length);
  });
});

describe('The cash of a world', () => {
  it('appears at its date and never changes', () => {
    for (const now of [...MOMENTS, at('2026-03-15T20:00:00Z')]) {
      const expected = entries.filter(({ date }) => at(date) <= now);
      expect(flat(listed('entries', now))).toEqual(expected);
    }
    const [guid] = entriesByPlace.keys();
    const during = world.cash.entries(guid ?? '', 20260315, at('2026-03-15T20:00:00Z'));
    const after = world.cash.entries(guid ?? '', 20260315, THE_END);
    expect(during.length).toBeGreaterThan(0);
    expect(after.length).toBeGreaterThan(during.length);
  });

  it('is empty outside the days of the world', () => {
    for (const { guid } of world.restaurants) {
      expect(world.cash.entries(guid, 20260228, THE_END)).toEqual([]);
      expect(world.cash.deposits(guid, 20260331, THE_END)).toEqual([]);
    }
    expect(() => world.cash.entries('nowhere', 20260301, THE_END)).toThrow('no restaurant nowhere');
  });

  it('is the same on every machine', () => {
    const text = JSON.stringify([...listed('entries', THE_END, march()), deposits]);
    expect(createHash('sha256').update(text).digest('hex')).toMatchInlineSnapshot(
      `"2245e9e64c5639d1575126960dcc67f9ede0e8b05cb53f7b56beb7ed13192904"`,
    );
  });

  it('is counted by the truth as it is served', () => {
    const total = (list: readonly Payload[]) =>
      list.reduce((sum, { amount }) => sum + cents(amount), 0) / 100;
    const own = small({ ordersPerDay: 5 });
    for (const now of MOMENTS) {
      const { counts, sums } = own.truth(now);
      const [made, put] = [listed('entries', now, own), listed('deposits', now, own)].map(flat);
      expect([counts.cash_entry, counts.cash_deposit]).toEqual([made?.length, put?.length]);
      expect(Number(sums.cash_entry?.amount)).toBeCloseTo(total(made ?? []), 4);
      expect(Number(sums.cash_deposit?.amount)).toBeCloseTo(total(put ?? []), 4);
    }
    expect(own.truth(THE_END + DAY).counts.cash_entry).toBeGreaterThan(100);
  });
});
