import type { FullResource } from './resource.js';

/**
 * The list endpoints of the configuration API. They are read in full by every run, because a removed
 * entity is no longer returned and `lastModified` does not show it (definition configuration.yaml).
 */
const listEndpoints: readonly (readonly [endpoint: string, title: string, tables: string[]])[] = [
  ['alternatePaymentTypes', 'Alternate payment types', ['alternate_payment_types']],
  ['breakTypes', 'Break types', ['break_type']],
  ['cashDrawers', 'Cash drawers', ['cash_drawer']],
  ['diningOptions', 'Dining options: dine in, take out, delivery', ['dining_option']],
  ['discounts', 'Discounts and promo codes', ['discounts', 'discounts_promo_code']],
  ['menus', 'Menus as configured', ['menu', 'menu_menu_group']],
  ['menuGroups', 'Menu groups as configured', ['menu_group', 'menu_group_*']],
  ['menuItems', 'Menu items as configured', ['menu_item', 'menu_item_option_group']],
  ['menuOptionGroups', 'Modifier groups', ['modifier_group', 'modifier_group_option']],
  ['noSaleReasons', 'Reasons to open a drawer without a sale', ['no_sale_reason']],
  ['payoutReasons', 'Reasons to pay out cash', ['payout_reason']],
  ['preModifierGroups', 'Pre-modifier groups', ['pre_modifier_group']],
  ['preModifiers', 'Pre-modifiers such as extra and no', ['pre_modifier']],
  ['priceGroups', 'Price groups', ['price_group']],
  ['printers', 'Printers', ['printer']],
  ['restaurantServices', 'Services such as lunch and dinner', ['restaurant_service']],
  ['revenueCenters', 'Revenue centers', ['revenue_center']],
  ['salesCategories', 'Sales categories', ['sale_category']],
  ['serviceAreas', 'Service areas', ['service_area']],
  ['serviceCharges', 'Service charges', ['service_charge', 'service_charge_applicable_tax']],
  ['tables', 'Tables', ['tables']],
  ['taxRates', 'Tax rates, conditional ones and tax tables', ['tax_rate', 'tax_rate_*']],
  ['voidReasons', 'Reasons to void', ['void_reason']],
];

/** Defines the configuration of restaurants (configuration API, scope `config:read`). */
export const configuration: readonly FullResource[] = [
  ...listEndpoints.map(([endpoint, title, tables]): FullResource => ({
    name: endpoint.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    api: 'configuration',
    title,
    tables,
    scope: 'config:read',
    syncMode: 'full',
    response: 'paged-list',
    path: () => `/config/v2/${endpoint}`,
    idPath: '$.guid',
  })),
  {
    name: 'tip_withholding',
    api: 'configuration',
    title: 'Share of card tips that is withheld',
    tables: ['tip_withholding'],
    scope: 'config:read',
    syncMode: 'full',
    response: 'object',
    path: () => '/config/v2/tipWithholding',
    idPath: '$.guid',
  },
];
