import type { SnapshotResource } from './resource.js';

/**
 * The configuration API's listings. They are read in full on every run: an entity that was removed
 * is no longer returned, and `lastModified` cannot tell (definition configuration.yaml).
 */
const listings: readonly (readonly [endpoint: string, title: string, tables: string[]])[] = [
  ['alternatePaymentTypes', "Payment types of the restaurant's own", ['alternate_payment_types']],
  ['breakTypes', 'Kinds of breaks', ['break_type']],
  ['cashDrawers', 'Cash drawers', ['cash_drawer']],
  ['diningOptions', 'Dine in, take out, delivery', ['dining_option']],
  ['discounts', 'Discounts and promo codes', ['discounts', 'discounts_promo_code']],
  ['menus', 'Menus as configured', ['menu', 'menu_menu_group']],
  ['menuGroups', 'Menu groups as configured', ['menu_group', 'menu_group_*']],
  ['menuItems', 'Menu items as configured', ['menu_item', 'menu_item_option_group']],
  ['menuOptionGroups', 'Modifier groups', ['modifier_group', 'modifier_group_option']],
  ['noSaleReasons', 'Reasons to open a drawer without a sale', ['no_sale_reason']],
  ['payoutReasons', 'Reasons to pay out cash', ['payout_reason']],
  ['preModifierGroups', 'Groups of pre-modifiers', ['pre_modifier_group']],
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

/** Restaurant configuration (configuration API, scope `config:read`). */
export const configuration: readonly SnapshotResource[] = [
  ...listings.map(([endpoint, title, tables]): SnapshotResource => ({
    name: endpoint.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    api: 'configuration',
    title,
    tables,
    scope: 'config:read',
    window: 'snapshot',
    listing: 'tokens',
    path: () => `/config/v2/${endpoint}`,
    idPath: '$.guid',
  })),
  {
    name: 'tip_withholding',
    api: 'configuration',
    title: 'How much of card tips is withheld',
    tables: ['tip_withholding'],
    scope: 'config:read',
    window: 'snapshot',
    listing: 'single',
    path: () => '/config/v2/tipWithholding',
    idPath: '$.guid',
  },
];
