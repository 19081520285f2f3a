import type { ServiceCharge, TaxRate } from '../catalogue/types.js';
import { dollars } from '../values/money.js';
import type { Restaurant } from '../restaurant.js';
import type { Json } from '../contract/world.js';
import { discountSettings } from './discount-settings.js';
import { named, namedExternal, toastReference } from './references.js';
import type { Payloads } from './types.js';

const destinationOf = (charge: ServiceCharge): string =>
  charge.gratuity
    ? 'SERVER'
    : charge.category === 'FUNDRAISING_CAMPAIGN'
      ? 'THIRD_PARTY'
      : 'RESTAURANT';

/** Definition `ServiceCharge`. */
function serviceCharge({ catalogue: { taxRates } }: Restaurant, charge: ServiceCharge): Json {
  const { type, value } = charge;
  return {
    ...namedExternal(charge),
    amountType: type,
    amount: type === 'FIXED' ? dollars(value) : null,
    percent: type === 'PERCENT' ? value / 10_000 : null,
    criteria: {
      minCheckAmount: charge.gratuity && type === 'PERCENT' ? 150 : null,
      maxCheckAmount: null,
      minDeliveryDistance: null,
      dineIn: charge.dineIn,
      takeout: charge.takeout,
      delivery: charge.delivery,
    },
    gratuity: charge.gratuity,
    taxable: charge.taxable,
    applicableTaxes: charge.taxable ? [taxRates.state.reference, taxRates.local.reference] : [],
    serviceChargeCalculation: charge.calculation,
    destination: destinationOf(charge),
    taxInclusive: false,
    taxProrated: false,
  };
}

/** Definition `TaxRate`; the local rate is lower for what is taken away. */
function taxRate(rate: TaxRate, isDefault: boolean): Json {
  const percent = rate.type === 'PERCENT';
  return {
    ...named(rate),
    isDefault,
    rate: percent ? rate.rate / 1_000_000 : dollars(rate.rate),
    type: rate.type,
    roundingType: percent ? 'HALF_UP' : null,
    taxTable: [],
    conditionalTaxRates:
      rate.jurisdictionType === 'CITY'
        ? [
            { condition: 'TAKE_OUT', rate: rate.rate / 2_000_000 },
            { condition: 'DELIVERY', rate: rate.rate / 2_000_000 },
          ]
        : [],
  };
}

function extraTaxRates(restaurant: Restaurant): readonly Json[] {
  const row = (start: number, end: number, tax: number, pattern: boolean): Json => ({
    start,
    end,
    tax,
    pattern,
  });
  const common = { isDefault: false, rate: null, roundingType: null, conditionalTaxRates: [] };
  return [
    {
      ...toastReference(restaurant, 'TaxRate', 'table'),
      ...common,
      name: 'Prepared Food Bracket Tax',
      type: 'TABLE',
      taxTable: [
        row(0, 0.1, 0, false),
        row(0.11, 0.2, 0.01, false),
        row(0.21, 0.4, 0.02, true),
        row(0.41, 0.6, 0.03, true),
      ],
    },
    {
      ...toastReference(restaurant, 'TaxRate', 'none'),
      ...common,
      name: 'Exempt',
      type: 'NONE',
      taxTable: [],
    },
  ];
}

/** Void reasons that come and go, beside those that orders know. */
export function extraVoidReasons(restaurant: Restaurant): readonly Json[] {
  return ['Training', 'Fire Drill'].map((name) => ({
    ...toastReference(restaurant, 'VoidReason', name),
    name,
  }));
}

/** What is charged, taxed, paid, taken off and taken out, and why. */
export function moneySettings(
  restaurant: Restaurant,
): Payloads<
  | 'alternatePaymentTypes'
  | 'breakTypes'
  | 'discounts'
  | 'noSaleReasons'
  | 'payoutReasons'
  | 'serviceCharges'
  | 'taxRates'
  | 'tipWithholding'
  | 'voidReasons'
> {
  const { catalogue } = restaurant;
  return {
    alternatePaymentTypes: catalogue.alternatePaymentTypes.map(namedExternal),
    breakTypes: Object.values(catalogue.breakTypes).map((type) => ({
      ...named(type),
      active: true,
      paid: type.paid,
      duration: type.duration,
      enforceMinimumTime: !type.paid,
      trackMissedBreaks: type.trackMissedBreaks,
      breakIntervalHrs: type.paid ? 4 : 5,
      breakIntervalMins: 0,
      trackBreakAcknowledgement: type.trackBreakAcknowledgement,
    })),
    discounts: discountSettings(restaurant),
    noSaleReasons: catalogue.noSaleReasons.map(named),
    payoutReasons: catalogue.payoutReasons.map(named),
    serviceCharges: Object.values(catalogue.serviceCharges).map((charge) =>
      serviceCharge(restaurant, charge),
    ),
    taxRates: [
      ...Object.values(catalogue.taxRates).map((rate) =>
        taxRate(rate, rate === catalogue.taxRates.state || rate === catalogue.taxRates.local),
      ),
      ...extraTaxRates(restaurant),
    ],
    tipWithholding: [
      {
        ...toastReference(restaurant, 'TipWithholding', 'only'),
        enabled: restaurant.index % 2 === 0,
        percentage: 2.5,
      },
    ],
    voidReasons: catalogue.voidReasons.map(named),
  };
}
