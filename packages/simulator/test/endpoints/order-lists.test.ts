import { describe, expect, it } from 'vitest';
import { OrderLists } from '../../src/endpoints/order-lists.js';
import type { World } from '../../src/world/contract/world.js';
import { editableOrders } from '../../src/world/orders/edited-orders.js';
import {
  EDITED_AT,
  HARBOUR,
  MAIN_STREET,
  MINUTE,
  OPENING,
  smallWorld,
} from '../support/small-world.js';

const END = OPENING + 60 * MINUTE;
const DAY = 20260110;

/** The small world, counting how often it makes a whole list of a window or a day. */
function countingWorld(): { world: World; made: () => number } {
  const inner = smallWorld();
  let made = 0;
  const world: World = {
    ...inner,
    modifiedBetween: (guid, start, end, now) => {
      if (start === OPENING) made += 1;
      return inner.modifiedBetween(guid, start, end, now);
    },
    onBusinessDate: (guid, date, now) => {
      made += 1;
      return inner.onBusinessDate(guid, date, now);
    },
  };
  return { world, made: () => made };
}

describe('OrderLists', () => {
  it('returns what the world would, at any sequence of times', () => {
    const plain = smallWorld();
    const lists = new OrderLists(smallWorld());
    const instants = [
      OPENING - 1,
      OPENING,
      OPENING + MINUTE - 1,
      OPENING + MINUTE,
      EDITED_AT - 1,
      EDITED_AT,
      EDITED_AT + 1,
      EDITED_AT,
      EDITED_AT - 1,
      OPENING + 5 * MINUTE,
      END * 2,
    ];
    for (const now of instants) {
      for (const restaurant of [MAIN_STREET, HARBOUR]) {
        expect(lists.modifiedBetween(restaurant, OPENING, END, now)).toEqual(
          plain.modifiedBetween(restaurant, OPENING, END, now),
        );
        expect(lists.onBusinessDate(restaurant, DAY, now)).toEqual(
          plain.onBusinessDate(restaurant, DAY, now),
        );
      }
    }
  });

  it('makes a list again only after an order of the restaurant changed', () => {
    const { world, made } = countingWorld();
    const lists = new OrderLists(world);
    const ask = (now: number) => lists.modifiedBetween(MAIN_STREET, OPENING, END, now);
    ask(EDITED_AT - 10);
    ask(EDITED_AT - 10);
    ask(EDITED_AT - 5);
    ask(EDITED_AT - 1);
    expect(made()).toBe(1);
    ask(EDITED_AT);
    expect(made()).toBe(2);
    ask(EDITED_AT + MINUTE);
    expect(made()).toBe(2);
    ask(EDITED_AT);
    expect(made()).toBe(3);
  });

  it('makes a list again after an order was edited through the control API, though the clock is frozen', () => {
    const inner = smallWorld();
    const lists = new OrderLists({ ...inner, ...editableOrders(inner) });
    const world = { ...inner, ...editableOrders(inner) };
    const edited = new OrderLists(world);
    const ask = (from: OrderLists) => from.modifiedBetween(MAIN_STREET, OPENING, END, END);
    const day = (from: OrderLists) => from.onBusinessDate(MAIN_STREET, DAY, END);
    expect([ask(edited), day(edited)]).toEqual([ask(lists), day(lists)]);
    const [first] = ask(edited);
    world.edit(MAIN_STREET, first?.guid ?? '', {}, END);
    expect(ask(edited)).toEqual(ask(lists).slice(1));
    expect(day(edited)[0]).toEqual({ ...first, modifiedAt: END });
  });

  it('drops the least recently used lists', () => {
    const { world, made } = countingWorld();
    const lists = new OrderLists(world, 20);
    const ask = (orders: number) =>
      lists.modifiedBetween(MAIN_STREET, OPENING, OPENING + orders * MINUTE, EDITED_AT);
    ask(5);
    ask(10);
    ask(5);
    expect(made()).toBe(2);
    // The edited order has left the longer two: they weigh 10 and 8, the shortest weighs 6.
    ask(8);
    ask(5);
    expect(made()).toBe(3);
    ask(10);
    expect(made()).toBe(4);
  });
});
