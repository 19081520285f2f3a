import { SETTING_NAMES, type SettingName, type Settings } from '../contract/settings.js';
import { children, type Ledger, tenThousandths } from './ledger.js';

/** Where a list of settings goes: its table, and those of the lists within its entities. */
interface Destination {
  readonly table: string;
  /** Column that is added up → property. */
  readonly sums?: Readonly<Record<string, string>>;
  /** Property → table of its elements. */
  readonly within?: Readonly<Record<string, string>>;
}

const DESTINATIONS: Readonly<Record<SettingName, Destination>> = {
  alternatePaymentTypes: { table: 'alternate_payment_types' },
  breakTypes: { table: 'break_type', sums: { duration: 'duration' } },
  cashDrawers: { table: 'cash_drawer' },
  diningOptions: { table: 'dining_option' },
  discounts: {
    table: 'discounts',
    sums: { percentage: 'percentage', amount: 'amount', fixed_total: 'fixedTotal' },
    within: { promoCodes: 'discounts_promo_code' },
  },
  menuGroups: {
    table: 'menu_group',
    within: {
      items: 'menu_group_item',
      subgroups: 'menu_group_subgroup',
      optionGroups: 'menu_group_option_group',
    },
  },
  menuItems: {
    table: 'menu_item',
    sums: { calories: 'calories' },
    within: { optionGroups: 'menu_item_option_group' },
  },
  menuOptionGroups: {
    table: 'modifier_group',
    sums: { min_selections: 'minSelections', max_selections: 'maxSelections' },
    within: { options: 'modifier_group_option' },
  },
  menus: { table: 'menu', within: { groups: 'menu_menu_group' } },
  noSaleReasons: { table: 'no_sale_reason' },
  payoutReasons: { table: 'payout_reason' },
  preModifierGroups: { table: 'pre_modifier_group' },
  preModifiers: {
    table: 'pre_modifier',
    sums: { base_price: 'basePrice', scale_factor: 'scaleFactor' },
  },
  prepStations: { table: 'prep_station' },
  priceGroups: { table: 'price_group' },
  printers: { table: 'printer' },
  restaurantServices: { table: 'restaurant_service' },
  revenueCenters: { table: 'revenue_center' },
  salesCategories: { table: 'sale_category' },
  serviceAreas: { table: 'service_area' },
  serviceCharges: {
    table: 'service_charge',
    sums: { amount: 'amount', percent: 'percent' },
    within: { applicableTaxes: 'service_charge_applicable_tax' },
  },
  tables: { table: 'tables' },
  taxRates: {
    table: 'tax_rate',
    within: { conditionalTaxRates: 'tax_rate_conditional_rate', taxTable: 'tax_rate_tax_table' },
  },
  tipWithholding: { table: 'tip_withholding', sums: { percentage: 'percentage' } },
  voidReasons: { table: 'void_reason' },
};

/** The tables that the configuration fills, with the columns that are added up. */
export const SETTING_TABLES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.values(DESTINATIONS).flatMap(({ table, sums = {}, within = {} }) => [
    [table, Object.keys(sums)] as const,
    ...Object.values(within).map((inner) => [inner, []] as const),
  ]),
);

/** Counts what one restaurant has configured; nothing that was removed. */
export function countSettings(
  ledger: Ledger,
  settings: Settings,
  restaurantGuid: string,
  now: number,
): void {
  for (const name of SETTING_NAMES) {
    const { table, sums = {}, within = {} } = DESTINATIONS[name];
    for (const { payload } of settings.list(restaurantGuid, name, now)) {
      ledger.row(table);
      for (const [column, property] of Object.entries(sums)) {
        ledger.add(table, column, tenThousandths(payload[property]));
      }
      for (const [property, inner] of Object.entries(within)) {
        children(payload, property).forEach(() => ledger.row(inner));
      }
    }
  }
}
