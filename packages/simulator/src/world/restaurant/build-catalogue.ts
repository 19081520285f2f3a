import { guidOf } from '../values/guid.js';
import { divideRounded } from '../values/money.js';
import { BREAK_TYPES } from './break-types.js';
import { buildMenu } from './build-menu.js';
import type * as t from './catalogue.js';
import { DISCOUNT_REASONS, DISCOUNTS } from './discounts.js';
import * as names from './names.js';
import type { Place } from './places.js';
import { SERVICE_CHARGES } from './service-charges.js';

function mapValues<K extends string, A, B>(from: Readonly<Record<K, A>>, to: (a: A, k: K) => B) {
  return Object.fromEntries(
    Object.entries(from).map(([key, value]) => [key, to(value as A, key as K)]),
  ) as Record<K, B>;
}

/** Everything restaurant `index` has configured; the GUIDs are its own, prices differ by place. */
export function buildCatalogue(seed: number, index: number, place: Place): t.Catalogue {
  const guid = (kind: string, key: string): string => guidOf(seed, `${kind}/${index}/${key}`);
  const reference = (entityType: string, key: string): t.Reference => ({
    guid: guid(entityType, key),
    entityType,
    externalId: null,
  });
  const entities = (entityType: string, list: readonly string[]): t.Entity[] =>
    list.map((name) => ({ name, reference: reference(entityType, name) }));
  const toastEntities = (entityType: string, list: readonly string[]) =>
    list.map((name) => ({ name, reference: { guid: guid(entityType, name), entityType } }));
  const taxRate = (
    [key, name, type, rate]: readonly [string, string, 'PERCENT' | 'FIXED', number],
    jurisdictionType: 'STATE' | 'CITY',
  ): t.TaxRate => ({
    name,
    displayName: name.split(' ').slice(-2).join(' '),
    type,
    rate,
    jurisdiction: jurisdictionType === 'CITY' ? place.city : place.state,
    jurisdictionType,
    reference: { guid: guid('TaxRate', key), entityType: 'TaxRate' },
  });
  const { stateName: state, city } = place;
  const taxRates = {
    state: taxRate(['state', `${state} State Tax`, 'PERCENT', place.stateTax], 'STATE'),
    local: taxRate(['local', `${city} Local Tax`, 'PERCENT', place.localTax], 'CITY'),
    alcohol: taxRate(['alcohol', `${state} Liquor Tax`, 'PERCENT', 90_000], 'STATE'),
    deposit: taxRate(['deposit', `${state} Bottle Deposit`, 'FIXED', 5], 'STATE'),
  };
  const revenueCenters = entities('RevenueCenter', names.REVENUE_CENTERS);
  const serviceAreas = names.AREAS.map(([name]) => ({
    name,
    reference: reference('ServiceArea', name),
  }));
  const tables = names.AREAS.flatMap(([area, center, count], i) =>
    Array.from({ length: count }, (_, n) => ({
      name: `${area.charAt(0)}${n + 1}`,
      reference: reference('Table', `${area}${n + 1}`),
      serviceArea: serviceAreas[i] as t.Entity,
      revenueCenter: revenueCenters.find(({ name }) => name === center) as t.Entity,
    })),
  );
  const diningOption = (name: string): t.Entity => ({
    name,
    reference: reference('DiningOption', name),
  });
  return {
    ...buildMenu({
      guid,
      taxRates,
      price: (cents) => divideRounded(cents * (100 + place.priceLevel), 500) * 5,
    }),
    taxRates,
    discounts: mapValues(DISCOUNTS, ([name, type, value], key) => ({
      name,
      type,
      value,
      reference: { guid: guid('Discount', key), entityType: 'Discount' },
    })),
    discountReasons: toastEntities('DiscountReason', DISCOUNT_REASONS),
    serviceCharges: mapValues(SERVICE_CHARGES, (charge, key) => ({
      ...charge,
      reference: reference('ServiceCharge', key),
    })),
    diningOptions: {
      DINE_IN: diningOption('Dine In'),
      TAKE_OUT: diningOption('Take Out'),
      DELIVERY: diningOption('Delivery'),
    },
    revenueCenters,
    serviceAreas,
    tables,
    restaurantServices: entities('RestaurantService', names.SERVICES),
    servers: entities('RestaurantUser', names.SERVERS),
    devices: Array.from({ length: 5 }, (_, n) => ({
      id: guid('Device', String(n)).replaceAll('-', '').slice(0, 16),
    })),
    voidReasons: entities('VoidReason', names.VOID_REASONS),
    alternatePaymentTypes: entities('AlternatePaymentType', names.ALTERNATE_PAYMENTS),
    houseAccounts: entities('HouseAccount', names.HOUSE_ACCOUNTS),
    cashDrawers: entities('CashDrawer', ['Bar Drawer', 'Front Drawer']),
    noSaleReasons: toastEntities('NoSaleReason', names.NO_SALE_REASONS),
    payoutReasons: toastEntities('PayoutReason', names.PAYOUT_REASONS),
    breakTypes: mapValues(BREAK_TYPES, (type, key) => ({
      ...type,
      reference: { guid: guid('BreakType', key), entityType: 'BreakType' },
    })),
    channelGuid: guid('Channel', 'online'),
    packagingItems: names.PACKAGING.map(([name, itemTypes]) => ({
      name,
      itemTypes,
      reference: reference('PackagingItem', name),
    })),
  };
}
