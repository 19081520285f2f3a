import { createHash } from 'node:crypto';
import type { Entity, Json } from '../support/workbench.js';
import * as fields from './fields.js';
import type { Field, Fields } from './kinds.js';

export type ExpectedRow = Record<string, unknown>;
export type Tables = Record<string, ExpectedRow[]>;

/** The rows that an order must give, by table: the payload read one path after the other. */
export function expectedRows(order: Entity, restaurantId: string, syncedAt: string): Tables {
  const tables: Tables = {};
  const deleted = order.deleted === true;
  const common = { restaurant_id: restaurantId, _synced_at: syncedAt };
  const add = (table: string, ids: ExpectedRow, columns: Fields, payload: Entity, gone: boolean) =>
    (tables[table] ??= []).push({ ...common, ...ids, ...read(columns, payload), _deleted: gone });

  const discounts = (parent: string, ids: ExpectedRow, payload: Entity, gone: boolean) => {
    for (const [position, discount] of list(payload.appliedDiscounts).entries()) {
      const table = `${parent}_applied_discount`;
      const parts = parent === 'orders_check_selection_modifier';
      const columns = parts
        ? { ...fields.discount, combo_items: json('comboItems'), triggers: json('triggers') }
        : fields.discount;
      add(table, { ...ids, id: discount.guid, position }, columns, discount, gone);
      if (parts) continue;
      const within = { ...ids, [`${table}_id`]: discount.guid };
      for (const [place, item] of list(discount.comboItems).entries()) {
        add(`${table}_combo_item`, { ...within, position: place }, fields.comboItem, item, gone);
      }
      const ordinals = new Counter();
      for (const [place, trigger] of list(discount.triggers).entries()) {
        const selection = at(trigger, 'selection.guid');
        const id = derived([discount.guid, selection, ordinals.next([selection])]);
        add(`${table}_trigger`, { ...within, id, position: place }, fields.trigger, trigger, gone);
      }
    }
  };

  const taxes = (parent: string, ids: ExpectedRow, payload: Entity, gone: boolean) => {
    const ordinals = new Counter();
    for (const [position, tax] of list(payload.appliedTaxes).entries()) {
      const natural = [at(tax, 'taxRate.guid'), tax.name, tax.type];
      const ordinal = ordinals.next(natural);
      const id = tax.guid ?? derived([payload.guid, ...natural, ordinal]);
      add(`${parent}_applied_tax`, { ...ids, id, position }, fields.tax, tax, gone);
    }
  };

  const modifiers = (ids: ExpectedRow, parent: Entity, depth: number, gone: boolean) => {
    const table = 'orders_check_selection_modifier';
    for (const [position, modifier] of list(parent.modifiers).entries()) {
      const place = { parent_modifier_id: depth === 1 ? null : parent.guid, depth, position };
      add(table, { ...ids, ...place, id: modifier.guid }, fields.modifier, modifier, gone);
      const below = { ...ids, [`${table}_id`]: modifier.guid };
      discounts(table, below, modifier, gone);
      taxes(table, below, modifier, gone);
      modifiers(ids, modifier, depth + 1, gone);
    }
  };

  add('orders', { id: order.guid }, fields.order, order, deleted);
  const ofOrder = { orders_id: order.guid };
  for (const feature of new Set((order.pricingFeatures ?? []) as string[])) {
    add('orders_pricing_feature', { ...ofOrder, pricing_feature: feature }, {}, {}, deleted);
  }
  for (const [position, check] of list(order.checks).entries()) {
    const gone = deleted || check.deleted === true;
    add('orders_check', { ...ofOrder, id: check.guid, position }, fields.check, check, gone);
    const ofCheck = { ...ofOrder, orders_check_id: check.guid };
    discounts('orders_check', ofCheck, check, gone);
    for (const [place, payment] of list(check.payments).entries()) {
      add(
        'payment',
        { ...ofCheck, id: payment.guid, position: place },
        fields.payment,
        payment,
        gone,
      );
      const link = { orders_guid: order.guid, payment_id: payment.guid, position: place };
      add('orders_check_payment', { ...ofCheck, ...link }, {}, {}, gone);
    }
    for (const [place, charge] of list(check.appliedServiceCharges).entries()) {
      const table = 'orders_check_applied_service_charge';
      const ids = { ...ofCheck, id: charge.guid, position: place };
      add(table, ids, fields.serviceCharge, charge, gone);
      taxes(table, { ...ofCheck, [`${table}_id`]: charge.guid }, charge, gone);
    }
    for (const [place, selection] of list(check.selections).entries()) {
      const table = 'orders_check_selection';
      const ids = { ...ofCheck, id: selection.guid, position: place };
      add(table, ids, fields.selection, selection, gone);
      const ofSelection = { ...ofCheck, [`${table}_id`]: selection.guid };
      discounts(table, ofSelection, selection, gone);
      taxes(table, ofSelection, selection, gone);
      modifiers(ofSelection, selection, 1, gone);
    }
  }
  return tables;
}

/** An id as the models derive it where Toast sends none. */
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

function list(value: Json | undefined): Entity[] {
  return (value ?? []) as Entity[];
}

/** Counts equals from 1, in the order in which they come. */
class Counter {
  readonly #seen = new Map<string, number>();

  next(natural: readonly unknown[]): number {
    const key = JSON.stringify(natural.map((part) => part ?? null));
    const ordinal = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, ordinal);
    return ordinal;
  }
}
