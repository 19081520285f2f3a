import { createHash } from 'node:crypto';
import type { Entity, Json } from '../support/workbench.js';
import * as fields from './fields.js';
import type { Field, Fields } from './kinds.js';

export type ExpectedRow = Record<string, unknown>;
export type Tables = Record<string, ExpectedRow[]>;

/** Builds the rows that an order must give, by table, by reading its payload path by path. */
export function expectedRows(order: Entity, restaurantId: string, syncedAt: string): Tables {
  const tables: Tables = {};
  const deleted = order.deleted === true;
  const common = { restaurant_id: restaurantId, _synced_at: syncedAt };
  const add = (table: string, ids: ExpectedRow, columns: Fields, payload: Entity, gone: boolean) =>
    (tables[table] ??= []).push({ ...common, ...ids, ...read(columns, payload), _deleted: gone });

  const discounts = (
    parent: string,
    ids: ExpectedRow,
    parentId: unknown,
    payload: Entity,
    gone: boolean,
  ) => {
    for (const [position, discount] of list(payload.appliedDiscounts)) {
      const id = discount.guid ?? derived([parentId, 'discount', position]);
      const table = `${parent}_applied_discount`;
      const parts = parent === 'orders_check_selection_modifier';
      const columns = parts
        ? { ...fields.discount, combo_items: json('comboItems'), triggers: json('triggers') }
        : fields.discount;
      add(table, { ...ids, id, position }, columns, discount, gone);
      if (parts) continue;
      const within = { ...ids, [`${table}_id`]: id };
      for (const [place, item] of list(discount.comboItems)) {
        add(`${table}_combo_item`, { ...within, position: place }, fields.comboItem, item, gone);
      }
      const ordinals = new Counter();
      for (const [place, trigger] of list(discount.triggers)) {
        const selection = at(trigger, 'selection.guid');
        const own = derived([order.guid, id, selection, ordinals.next([selection])]);
        const ofTrigger = { ...within, id: own, position: place };
        add(`${table}_trigger`, ofTrigger, fields.trigger, trigger, gone);
      }
    }
  };

  const taxes = (
    parent: string,
    ids: ExpectedRow,
    parentId: unknown,
    payload: Entity,
    gone: boolean,
  ) => {
    const ordinals = new Counter();
    for (const [position, tax] of list(payload.appliedTaxes)) {
      const natural = [at(tax, 'taxRate.guid'), tax.name, tax.type];
      const ordinal = ordinals.next(natural);
      const id = tax.guid ?? derived([order.guid, parentId, ...natural, ordinal]);
      add(`${parent}_applied_tax`, { ...ids, id, position }, fields.tax, tax, gone);
    }
  };

  const modifiers = (
    ids: ExpectedRow,
    parentId: unknown,
    parent: Entity,
    depth: number,
    gone: boolean,
  ) => {
    const table = 'orders_check_selection_modifier';
    for (const [position, modifier] of list(parent.modifiers)) {
      const id = modifier.guid ?? derived([parentId, 'modifier', position]);
      const place = { parent_modifier_id: depth === 1 ? null : parentId, depth, position };
      add(table, { ...ids, ...place, id }, fields.modifier, modifier, gone);
      const below = { ...ids, [`${table}_id`]: id };
      discounts(table, below, id, modifier, gone);
      taxes(table, below, id, modifier, gone);
      modifiers(ids, id, modifier, depth + 1, gone);
    }
  };

  add('orders', { id: order.guid }, fields.order, order, deleted);
  const { business_date: date } = read(fields.order, order);
  const ofOrder = { orders_id: order.guid, business_date: date };
  for (const feature of new Set((order.pricingFeatures ?? []) as string[])) {
    add('orders_pricing_feature', { ...ofOrder, pricing_feature: feature }, {}, {}, deleted);
  }
  for (const [position, check] of list(order.checks)) {
    const gone = deleted || check.deleted === true;
    const checkId = check.guid ?? derived([order.guid, 'check', position]);
    add('orders_check', { ...ofOrder, id: checkId, position }, fields.check, check, gone);
    const ofCheck = { ...ofOrder, orders_check_id: checkId };
    discounts('orders_check', ofCheck, checkId, check, gone);
    for (const [place, payment] of list(check.payments)) {
      const id = payment.guid ?? derived([checkId, 'payment', place]);
      add('payment', { ...ofCheck, id, position: place }, fields.payment, payment, gone);
      const link = { orders_guid: order.guid, payment_id: id, position: place };
      add('orders_check_payment', { ...ofCheck, ...link }, {}, {}, gone);
    }
    for (const [place, charge] of list(check.appliedServiceCharges)) {
      const table = 'orders_check_applied_service_charge';
      const id = charge.guid ?? derived([checkId, 'service charge', place]);
      add(table, { ...ofCheck, id, position: place }, fields.serviceCharge, charge, gone);
      taxes(table, { ...ofCheck, [`${table}_id`]: id }, id, charge, gone);
    }
    for (const [place, selection] of list(check.selections)) {
      const table = 'orders_check_selection';
      const id = selection.guid ?? derived([checkId, 'selection', place]);
      add(table, { ...ofCheck, id, position: place }, fields.selection, selection, gone);
      const ofSelection = { ...ofCheck, [`${table}_id`]: id };
      discounts(table, ofSelection, id, selection, gone);
      taxes(table, ofSelection, id, selection, gone);
      modifiers(ofSelection, id, selection, 1, gone);
    }
  }
  return tables;
}

/** Derives an id as the models do where Toast sends no GUID. */
export function derived(parts: readonly unknown[]): string {
  const natural = parts.map((part) => String(part ?? '')).join('|');
  return createHash('md5').update(natural).digest('hex');
}

function json(path: string): Field {
  return { path, kind: { type: 'JSON', read: (value) => value } };
}

function read(columns: Fields, payload: Entity): ExpectedRow {
  return Object.fromEntries(
    Object.entries(columns).map(([column, { path, kind }]) => {
      const value = at(payload, path);
      return [column, value === null ? null : kind.read(value)];
    }),
  );
}

function at(payload: Entity, path: string): Json {
  let value: Json = payload;
  for (const key of path.split('.')) value = (value as Entity | null)?.[key] ?? null;
  return value;
}

/* Lists the entries that are not null, with their positions. */
function list(value: Json | undefined): [place: number, entry: Entity][] {
  return [...((value ?? []) as (Entity | null)[]).entries()].filter(
    (entry): entry is [number, Entity] => entry[1] !== null,
  );
}

/** Numbers equal keys from 1, in the order in which they appear. */
class Counter {
  readonly #seen = new Map<string, number>();

  next(natural: readonly unknown[]): number {
    const key = JSON.stringify(natural.map((part) => part ?? null));
    const ordinal = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, ordinal);
    return ordinal;
  }
}
