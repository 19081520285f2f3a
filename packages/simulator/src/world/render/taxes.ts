import type { TaxRate } from '../catalogue/types.js';
import { dollars } from '../values/money.js';
import type { Json } from '../contract/world.js';

/** Whether a marketplace facilitator remits the tax of an order, and computed it as well. */
export type Facilitated = 'no' | 'remits' | 'computes';

/**
 * Definition `AppliedTaxRate`. A facilitator that computed the tax itself gives type EXTERNAL and
 * no GUID: Toast's guide shows such taxes without one, so nothing may be keyed on it alone.
 */
export function taxJson(tax: TaxRate, guid: string, cents: number, facilitated: Facilitated): Json {
  const computes = facilitated === 'computes';
  return {
    guid: computes ? null : guid,
    entityType: 'AppliedTaxRate',
    taxRate: tax.reference,
    rate: computes ? null : tax.type === 'FIXED' ? dollars(tax.rate) : tax.rate / 1_000_000,
    name: tax.name,
    taxAmount: dollars(cents),
    type: computes ? 'EXTERNAL' : tax.type,
    facilitatorCollectAndRemitTax: facilitated !== 'no',
    displayName: tax.displayName,
    jurisdiction: tax.jurisdiction,
    jurisdictionType: tax.jurisdictionType,
  };
}
