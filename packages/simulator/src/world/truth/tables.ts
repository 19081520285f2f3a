import { CASH_TABLES } from './count-cash.js';
import { EQUIPMENT_TABLES } from './count-equipment.js';
import { LABOR_TABLES } from './count-labor.js';
import { MENU_TABLES } from './count-menus.js';
import { SETTING_TABLES } from './count-settings.js';

const selection = [
  'price',
  'pre_discount_price',
  'receipt_line_price',
  'tax',
  'quantity',
  'refund_amount',
  'tax_refund_amount',
];
const tax = ['tax_amount'];
const discount = ['discount_amount', 'non_tax_discount_amount'];

/** Every table, with the columns that are added up. */
export const TABLES: Readonly<Record<string, readonly string[]>> = {
  restaurant: [],
  orders: ['deleted'],
  orders_pricing_feature: [],
  orders_check: ['amount', 'tax_amount', 'total_amount', 'deleted'],
  orders_check_selection: selection,
  orders_check_selection_applied_tax: tax,
  orders_check_selection_applied_discount: discount,
  orders_check_selection_applied_discount_combo_item: [],
  orders_check_selection_applied_discount_trigger: [],
  orders_check_selection_modifier: selection,
  orders_check_selection_modifier_applied_tax: tax,
  orders_check_selection_modifier_applied_discount: discount,
  orders_check_applied_discount: discount,
  orders_check_applied_discount_combo_item: [],
  orders_check_applied_discount_trigger: [],
  orders_check_applied_service_charge: ['charge_amount', 'refund_amount', 'tax_refund_amount'],
  orders_check_applied_service_charge_applied_tax: tax,
  orders_check_payment: [],
  payment: [
    'amount',
    'tip_amount',
    'amount_tendered',
    'original_processing_fee',
    'refund_amount',
    'refund_tip_amount',
    'mca_repayment_amount',
  ],
  ...LABOR_TABLES,
  ...CASH_TABLES,
  ...SETTING_TABLES,
  ...MENU_TABLES,
  ...EQUIPMENT_TABLES,
};
