import { guidOf } from '../values/guid.js';
import { divideRounded } from '../values/money.js';
import { buildMenu } from './build-menu.js';
import type * as t from './catalogue.js';
import type { Place } from './places.js';
import { readData } from '../values/read-data.js';

type Unreferenced<T> = Omit<T, 'reference'>;

/** The form of `data/catalogue.json`: most lists are names, in the order of listing. */
interface CatalogueData extends Readonly<
  Record<
    | 'servers'
    | 'voidReasons'
    | 'restaurantServices'
    | 'revenueCenters'
    | 'alternatePaymentTypes'
    | 'houseAccounts'
    | 'cashDrawers'
    | 'noSaleReasons'
    | 'payoutReasons'
    | 'discountReasons',
    readonly string[]
  >
> {
  readonly serviceAreas: readonly {
    readonly name: string;
    readonly revenueCenter: string;
    /** Number of tables in the area. */
    readonly tables: number;
  }[];
  readonly packagingItems: readonly { readonly name: string; readonly itemTypes: string[] }[];
  readonly diningOptions: Readonly<Record<t.DiningBehaviour, string>>;
  readonly discounts: Readonly<Record<t.DiscountKey, Unreferenced<t.Discount>>>;
  readonly serviceCharges: Readonly<Record<t.ServiceChargeKey, Unreferenced<t.ServiceCharge>>>;
  readonly breakTypes: Readonly<Record<'meal' | 'rest', Unreferenced<t.BreakType>>>;
}

const DATA = readData<CatalogueData>('catalogue');

function mapValues<K extends string, A, B>(from: Readonly<Record<K, A>>, to: (a: A, k: K) => B) {
  return Object.fromEntries(
    Object.entries(from).map(([key, value]) => [key, to(value as A, key as K)]),
  ) as Record<K, B>;
}

/** Builds the catalogue of restaurant `index`; its GUIDs are its own, prices differ by place. */
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
  const revenueCenters = entities('RevenueCenter', DATA.revenueCenters);
  const serviceAreas = entities(
    'ServiceArea',
    DATA.serviceAreas.map(({ name }) => name),
  );
  const tables = DATA.serviceAreas.flatMap((area, i) =>
    Array.from({ length: area.tables }, (_, n) => ({
      name: `${area.name.charAt(0)}${n + 1}`,
      reference: reference('Table', `${area.name}${n + 1}`),
      serviceArea: serviceAreas[i] as t.Entity,
      revenueCenter: revenueCenters.find(({ name }) => name === area.revenueCenter) as t.Entity,
    })),
  );
  return {
    ...buildMenu({
      guid,
      taxRates,
      price: (cents) => divideRounded(cents * (100 + place.priceLevel), 500) * 5,
    }),
    taxRates,
    discounts: mapValues(DATA.discounts, (discount, key) => ({
      ...discount,
      reference: { guid: guid('Discount', key), entityType: 'Discount' },
    })),
    discountReasons: toastEntities('DiscountReason', DATA.discountReasons),
    serviceCharges: mapValues(DATA.serviceCharges, (charge, key) => ({
      ...charge,
      reference: reference('ServiceCharge', key),
    })),
    diningOptions: mapValues(DATA.diningOptions, (name) => ({
      name,
      reference: reference('DiningOption', name),
    })),
    revenueCenters,
    serviceAreas,
    tables,
    restaurantServices: entities('RestaurantService', DATA.restaurantServices),
    servers: entities('RestaurantUser', DATA.servers),
    devices: Array.from({ length: 5 }, (_, n) => ({
      id: guid('Device', String(n)).replaceAll('-', '').slice(0, 16),
    })),
    voidReasons: entities('VoidReason', DATA.voidReasons),
    alternatePaymentTypes: entities('AlternatePaymentType', DATA.alternatePaymentTypes),
    houseAccounts: entities('HouseAccount', DATA.houseAccounts),
    cashDrawers: entities('CashDrawer', DATA.cashDrawers),
    noSaleReasons: toastEntities('NoSaleReason', DATA.noSaleReasons),
    payoutReasons: toastEntities('PayoutReason', DATA.payoutReasons),
    breakTypes: mapValues(DATA.breakTypes, (type, key) => ({
      ...type,
      reference: { guid: guid('BreakType', key), entityType: 'BreakType' },
    })),
    channelGuid: guid('Channel', 'online'),
    packagingItems: DATA.packagingItems.map((item) => ({
      ...item,
      reference: reference('PackagingItem', item.name),
    })),
  };
}
