import {
  boolean,
  configReference,
  day,
  double,
  entity,
  externalReference,
  instant,
  integer,
  json,
  money,
  text,
  toastReference,
  type Fields,
} from './kinds.js';

/* Maps the columns of selections, service charges, and what applies to them. */

const refund: Fields = {
  refund_amount: money('refundDetails.refundAmount'),
  tax_refund_amount: money('refundDetails.taxRefundAmount'),
  ...toastReference('refund_transaction', 'refundDetails.refundTransaction'),
};

export const selection: Fields = {
  ...entity,
  ...configReference('item', 'item'),
  ...configReference('item_group', 'itemGroup'),
  ...configReference('option_group', 'optionGroup'),
  ...configReference('pre_modifier', 'preModifier'),
  quantity: double('quantity'),
  seat_number: integer('seatNumber'),
  unit_of_measure: text('unitOfMeasure'),
  selection_type: text('selectionType'),
  ...configReference('sales_category', 'salesCategory'),
  deferred: boolean('deferred'),
  pre_discount_price: money('preDiscountPrice'),
  price: money('price'),
  tax: money('tax'),
  voided: boolean('voided'),
  void_date: instant('voidDate'),
  void_business_date: day('voidBusinessDate'),
  ...externalReference('void_reason', 'voidReason'),
  ...refund,
  display_name: text('displayName'),
  plu: text('plu'),
  premodifier_plu: text('premodifierPlu'),
  created_date: instant('createdDate'),
  modified_date: instant('modifiedDate'),
  fulfillment_status: text('fulfillmentStatus'),
  fulfillment_quantity: double('fulfillment.quantity'),
  fulfillment_unit: text('fulfillment.unit'),
  tax_inclusion: text('taxInclusion'),
  ...externalReference('dining_option', 'diningOption'),
  open_price_amount: money('openPriceAmount'),
  receipt_line_price: money('receiptLinePrice'),
  option_group_pricing_mode: text('optionGroupPricingMode'),
  external_price_amount: money('externalPriceAmount'),
  ...externalReference('split_origin', 'splitOrigin'),
};

export const modifier: Fields = {
  ...selection,
  refund_details: json('refundDetails'),
  applied_discounts: json('appliedDiscounts'),
  applied_taxes: json('appliedTaxes'),
  modifiers: json('modifiers'),
};

export const serviceCharge: Fields = {
  ...entity,
  charge_amount: money('chargeAmount'),
  ...externalReference('service_charge', 'serviceCharge'),
  charge_type: text('chargeType'),
  name: text('name'),
  delivery: boolean('delivery'),
  takeout: boolean('takeout'),
  dine_in: boolean('dineIn'),
  gratuity: boolean('gratuity'),
  taxable: boolean('taxable'),
  applied_taxes: json('appliedTaxes'),
  service_charge_calculation: text('serviceChargeCalculation'),
  ...refund,
  service_charge_category: text('serviceChargeCategory'),
  payment_guid: text('paymentGuid'),
  destination: text('destination'),
};

export const discount: Fields = {
  ...entity,
  name: text('name'),
  discount_amount: money('discountAmount'),
  non_tax_discount_amount: money('nonTaxDiscountAmount'),
  ...toastReference('discount', 'discount'),
  ...externalReference('approver', 'approver'),
  processing_state: text('processingState'),
  applied_discount_reason_name: text('appliedDiscountReason.name'),
  applied_discount_reason_description: text('appliedDiscountReason.description'),
  applied_discount_reason_comment: text('appliedDiscountReason.comment'),
  ...toastReference(
    'applied_discount_reason_discount_reason',
    'appliedDiscountReason.discountReason',
  ),
  loyalty_details_vendor: text('loyaltyDetails.vendor'),
  loyalty_details_reference_id: text('loyaltyDetails.referenceId'),
  applied_promo_code: text('appliedPromoCode'),
  discount_type: text('discountType'),
  discount_percent: double('discountPercent'),
};

export const comboItem: Fields = { id: text('guid'), ...entity };

export const trigger: Fields = {
  ...externalReference('selection', 'selection'),
  quantity: double('quantity'),
};

export const tax: Fields = {
  entity_type: text('entityType'),
  ...toastReference('tax_rate', 'taxRate'),
  name: text('name'),
  rate: double('rate'),
  tax_amount: money('taxAmount'),
  type: text('type'),
  facilitator_collect_and_remit_tax: boolean('facilitatorCollectAndRemitTax'),
  display_name: text('displayName'),
  jurisdiction: text('jurisdiction'),
  jurisdiction_type: text('jurisdictionType'),
};
