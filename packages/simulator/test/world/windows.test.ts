import { describe, expect, it } from 'vitest';
import { ordersAt, world } from '../support/ten-days.js';
import { at, keysOf, MOMENTS, small, THE_END, type Payload } from '../support/walk.js';

const HOUR = 3_600_000;

describe('World.modifiedBetween', () => {
  it.each(MOMENTS)('splits all orders that exist at %d into windows without overlap', (now) => {
    for (const { guid } of world.restaurants) {
      const all = world.modifiedBetween(guid, 0, now + 1, now);
      const parts = [];
      for (let start = at('2026-02-20T00:00:00Z'); start <= now; start += 31 * HOUR) {
        parts.push(
          ...world.modifiedBetween(guid, start, Math.min(start + 31 * HOUR, now + 1), now),
        );
      }
      expect(parts.map((key) => key.guid)).toEqual(all.map((key) => key.guid));
      expect(new Set(parts.map((key) => key.guid)).size).toBe(parts.length);
    }
  });

  it('includes the start and excludes the end', () => {
    const [key] = keysOf(world, THE_END);
    const { restaurantGuid, modifiedAt } = key ?? { restaurantGuid: '', modifiedAt: 0 };
    const ask = (start: number, end: number) =>
      world.modifiedBetween(restaurantGuid, start, end, THE_END).map(({ guid }) => guid);
    expect(ask(modifiedAt, modifiedAt + 1)).toContain(key?.guid);
    expect(ask(modifiedAt - HOUR, modifiedAt)).not.toContain(key?.guid);
  });

  it('returns the modification time of the payload', () => {
    for (const now of MOMENTS) {
      const keys = keysOf(world, now);
      const dates = ordersAt(now).map(({ modifiedDate }) => at(modifiedDate));
      expect(dates).toEqual(keys.map(({ modifiedAt }) => modifiedAt));
      expect(dates.filter((date) => date > now)).toEqual([]);
    }
  });

  it('finds many orders that changed in the minutes after close-out', () => {
    const [bar] = world.restaurants;
    // 4 o'clock in New York, before its clocks change on 2026-03-08.
    const closeout = at('2026-03-07T09:00:00Z');
    const now = closeout + 30 * 60_000;
    const burst = world.modifiedBetween(bar?.guid ?? '', closeout, now, now);
    expect(burst.length).toBeGreaterThan(15);
  });

  it('finds orders that changed many days after they were opened', () => {
    const late = keysOf(world, THE_END).filter((key) => {
      const order = world.order(key, THE_END) as Payload;
      return key.modifiedAt - at(order.openedDate) > 5 * 24 * HOUR;
    });
    expect(late.length).toBeGreaterThan(10);
  });
});

describe('World.find and World.onBusinessDate', () => {
  it('find every existing order', () => {
    for (const now of MOMENTS) {
      const keys = keysOf(world, now);
      expect(keys.map(({ restaurantGuid, guid }) => world.find(restaurantGuid, guid, now))).toEqual(
        keys,
      );
    }
  });

  it('find an order from its creation on', () => {
    for (const key of keysOf(world, THE_END).slice(0, 200)) {
      const created = at((world.order(key, THE_END) as Payload).createdDate);
      expect(world.find(key.restaurantGuid, key.guid, created - 1)).toBeUndefined();
      expect(world.find(key.restaurantGuid, key.guid, created)?.modifiedAt).toBe(created);
    }
  });

  it('find nothing for a GUID of another restaurant, an unknown GUID, or a text that is not a GUID', () => {
    const [key] = keysOf(world, THE_END);
    const [first, second] = world.restaurants.map(({ guid }) => guid) as [string, string];
    const altered = key?.guid.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) ?? '';
    expect(world.find(second, key?.guid ?? '', THE_END)).toBeUndefined();
    for (const guid of [altered, first, '', 'no-guid']) {
      expect(world.find(first, guid, THE_END)).toBeUndefined();
    }
  });

  it('throw for an order that does not exist yet or is of another world', () => {
    for (const key of keysOf(world, THE_END).slice(0, 20)) {
      const created = at((world.order(key, THE_END) as Payload).createdDate);
      expect(() => world.order(key, created - 1)).toThrow(RangeError);
      expect(() => small({ seed: 99 }).order(key, THE_END)).toThrow(RangeError);
    }
  });

  it('list the orders of a business date by opening time', () => {
    for (const { guid } of world.restaurants) {
      const keys = world.onBusinessDate(guid, 20260306, THE_END);
      const orders = keys.map((key) => world.order(key, THE_END) as Payload);
      expect(orders.length).toBeGreaterThan(20);
      expect(new Set(orders.map(({ businessDate }) => businessDate))).toEqual(new Set([20260306]));
      const opened = orders.map(({ openedDate }) => at(openedDate));
      expect(opened).toEqual(opened.toSorted((a, b) => a - b));
    }
    const all = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11].flatMap((day) =>
      world.restaurants.flatMap(({ guid }) =>
        world.onBusinessDate(guid, 20260300 + day, THE_END).map((key) => key.guid),
      ),
    );
    expect(all.toSorted()).toEqual(
      keysOf(world, THE_END)
        .map((key) => key.guid)
        .toSorted(),
    );
  });
});

describe('Recorded orders in a world', () => {
  const recorded = {
    guid: '73845c68-7f0e-415a-a96b-e461bc468a96',
    businessDate: 20220303,
    openedDate: '2022-03-03T16:00:08.527+0000',
    modifiedDate: '2022-03-03T16:00:08.623+0000',
    checks: [],
  };
  const with1 = small({ samples: [recorded] });
  const [first, second] = with1.restaurants.map(({ guid }) => guid) as [string, string];
  const modified = at('2022-03-03T16:00:08.623Z');

  it('are orders of the first restaurant from their modification time on', () => {
    expect(with1.find(first, recorded.guid, modified - 1)).toBeUndefined();
    const key = with1.find(first, recorded.guid, modified);
    expect(key).toEqual({ restaurantGuid: first, guid: recorded.guid, modifiedAt: modified });
    expect(with1.find(second, recorded.guid, THE_END)).toBeUndefined();
    expect(with1.order(key as never, THE_END)).toEqual(recorded);
    expect(with1.modifiedBetween(first, modified, modified + 1, THE_END)).toEqual([key]);
    expect(with1.onBusinessDate(first, 20220303, THE_END)).toEqual([key]);
  });

  it('are counted by the truth', () => {
    expect(with1.truth(modified).counts).toMatchObject({ orders: 1, orders_check: 0 });
  });

  it('are refused without dates', () => {
    expect(() => small({ samples: [{ guid: 'x' }] })).toThrow('modifiedDate and openedDate');
  });
});
