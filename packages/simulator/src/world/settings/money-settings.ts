import type { Json } from '../contract/json.js';
import type { Discount, DiscountKey, ServiceCharge, TaxRate } from '../restaurant/catalogue.js';
import { named, namedExternal, toastReference } from '../restaurant/references.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { dollars } from '../values/money.js';
import type { Payloads } from './types.js';
import { EXTRAS, withReferences } from './extras.js';

/** Discounts that orders apply to single items; the others apply to checks. */
const ON_ITEMS: readonly DiscountKey[] = ['staffMeal', 'freeUpgrade', 'combo'];

const usageTypes = ['MULTI_USE', 'SINGLE_USE_PHONE', 'SINGLE_USE_UNIQUE_CODE'] as const;

function promoCodes(restaurant: Restaurant, codes: readonly string[]): readonly Json[] {
  return codes.map((code, n) => ({
    ...toastReference(restaurant, 'PromoCode', code),
    code,
    name: `Code ${code}`,
    usageType: usageTypes[n % usageTypes.length],
  }));
}

/** Builds definition `Discount`. */
function discountJson(discount: Discount, selectionType: string, codes: readonly Json[]): Json {
  const { type, value } = discount;
  const priority = { CHECK: null, ITEM: 'FIRST', BOGO: 'LEAST_EXPENSIVE' }[selectionType];
  return {
    ...named(discount),
    active: true,
    type,
    percentage: type === 'PERCENT' ? value : null,
    amount: type === 'FIXED' ? dollars(value) : null,
    selectionType,
    nonExclusive: selectionType !== 'CHECK',
    itemPickingPriority: priority ?? null,
    fixedTotal: type === 'FIXED_TOTAL' ? dollars(value) : null,
    promoCodes: codes,
  };
}

/** Builds the discounts of the catalogue, including those with promotion codes. */
export function discountSettings(restaurant: Restaurant): readonly Json[] {
  return Object.entries(restaurant.catalogue.discounts).map(([key, discount]) => {
    const onItems = ON_ITEMS.includes(key as DiscountKey);
    const selectionType = discount.type === 'BOGO' ? 'BOGO' : onItems ? 'ITEM' : 'CHECK';
    const codes = key === 'welcome' ? ['BIENVENUE10', 'WELCOME-SMS', 'WELCOME-MAIL'] : [];
    return discountJson(discount, selectionType, promoCodes(restaurant, codes));
  });
}

/** Builds the discounts that come and go, which no order refers to. */
export function extraDiscounts(restaurant: Restaurant): readonly Json[] {
  return EXTRAS.seasonal.discounts.map(({ codes, ...discount }) =>
    discountJson(
      { ...discount, reference: toastReference(restaurant, 'Discount', discount.name) },
      'CHECK',
      promoCodes(restaurant, codes),
    ),
  );
}

const destinationOf = (charge: ServiceCharge): string =>
  charge.gratuity
    ? 'SERVER'
    : charge.category === 'FUNDRAISING_CAMPAIGN'
      ? 'THIRD_PARTY'
      : 'RESTAURANT';

/** Builds definition `ServiceCharge`. */
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

/** Builds definition `TaxRate`; the local rate is lower for take-out. */
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

/** Builds the settings of charges, taxes, payments, discounts and breaks. */
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
      ...withReferences(restaurant, 'TaxRate', EXTRAS.taxRates),
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
