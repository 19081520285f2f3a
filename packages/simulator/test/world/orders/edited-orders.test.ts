import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/world/contract/json.js';
import type { OrderKey } from '../../../src/world/contract/world.js';
import { editableOrders } from '../../../src/world/orders/edited-orders.js';
import {
  EDITED_AT,
  EDITED_ORDER,
  HARBOUR,
  MAIN_STREET,
  MINUTE,
  OPENING,
  orderGuid,
  smallWorld,
} from '../../support/small-world.js';

const DAY = 20260110;
const FIRST = orderGuid(MAIN_STREET, 0);
const LATER = EDITED_AT - 60 * MINUTE;
const END = EDITED_AT + MINUTE;

const guids = (keys: readonly OrderKey[]) => keys.map(({ guid }) => guid);

describe('An order edited through the control API', () => {
  it('moves from its old window to that of the edit', () => {
    const plain = smallWorld();
    const orders = editableOrders(smallWorld());
    expect(orders.edit(MAIN_STREET, FIRST, { source: 'API' }, LATER)).toBe(true);
    expect(orders.revision(MAIN_STREET)).toBe(1);
    const window = (now: number) => orders.modifiedBetween(MAIN_STREET, OPENING, LATER, now);
    const before = plain.modifiedBetween(MAIN_STREET, OPENING, LATER, LATER - 1);
    expect(window(LATER - 1)).toEqual(before);
    expect(window(LATER)).toEqual(before.slice(1));
    expect(orders.modifiedBetween(MAIN_STREET, LATER, END, END)).toEqual([
      { restaurantGuid: MAIN_STREET, guid: FIRST, modifiedAt: LATER },
      {
        restaurantGuid: MAIN_STREET,
        guid: orderGuid(MAIN_STREET, EDITED_ORDER),
        modifiedAt: EDITED_AT,
      },
    ]);
    expect(orders.find(MAIN_STREET, FIRST, LATER - 1)?.modifiedAt).toBe(OPENING);
    expect(orders.find(MAIN_STREET, FIRST, END)?.modifiedAt).toBe(LATER);
  });

  it('keeps its position on its business date', () => {
    const orders = editableOrders(smallWorld());
    const before = orders.onBusinessDate(MAIN_STREET, DAY, END);
    orders.edit(MAIN_STREET, FIRST, {}, LATER);
    const after = orders.onBusinessDate(MAIN_STREET, DAY, END);
    expect(guids(after)).toEqual(guids(before));
    expect(after[0]?.modifiedAt).toBe(LATER);
  });

  it('keeps the changes of every edit and its own later changes', () => {
    const orders = editableOrders(smallWorld());
    const guid = orderGuid(MAIN_STREET, EDITED_ORDER);
    const at = (now: number): Json =>
      orders.order(orders.find(MAIN_STREET, guid, now) as OrderKey, now);
    const before = at(LATER - 1);
    orders.edit(MAIN_STREET, guid, { source: 'API', tables: 1 }, LATER);
    orders.edit(MAIN_STREET, guid, { source: 'Kiosk' }, LATER + 1);
    const changed = { ...before, source: 'Kiosk', tables: 1 };
    expect(at(LATER - 1)).toEqual(before);
    expect(at(LATER)).toMatchObject({ source: 'API', tables: 1 });
    expect(at(LATER + 1)).toEqual({ ...changed, modifiedDate: '2026-01-11T08:00:00.001+0000' });
    expect(at(EDITED_AT)).toEqual({ ...changed, modifiedDate: '2026-01-11T09:00:00.000+0000' });
  });

  it('has one content per modification', () => {
    const orders = editableOrders(smallWorld());
    const edit = (now: number) => orders.edit(MAIN_STREET, FIRST, { source: `${now}` }, now);
    expect([edit(OPENING), edit(LATER), edit(LATER), edit(LATER - 1)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(edit(OPENING - 1)).toBe(false);
    expect(orders.edit(HARBOUR, FIRST, {}, END)).toBe(false);
    expect([orders.revision(MAIN_STREET), orders.revision(HARBOUR)]).toEqual([1, 0]);
  });
});
