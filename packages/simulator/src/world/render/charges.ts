import { dollars } from '../values/money.js';
import type { PricedCharge } from '../pricing/types.js';
import type { Json } from '../contract/world.js';
import { refundDetails, type Ground } from './selection.js';
import { taxJson } from './taxes.js';
import type { TaxRate } from '../catalogue/types.js';

/** Definition `AppliedServiceCharge`; on a voided check it charges nothing. */
export function chargeJson(
  ground: Ground,
  { plan, amount, taxes }: PricedCharge,
  rates: readonly TaxRate[],
  paymentGuid: string | null,
): Json {
  const { charge } = plan;
  const voided = ground.checkVoided !== null;
  return {
    guid: plan.guid,
    entityType: 'AppliedServiceCharge',
    externalId: null,
    delivery: charge.delivery,
    taxable: charge.taxable,
    serviceChargeCalculation: charge.calculation,
    refundDetails: refundDetails(ground.scene, ground.refunds.get(plan.guid)),
    chargeType: charge.type,
    gratuity: charge.gratuity,
    takeout: charge.takeout,
    serviceCharge: charge.reference,
    name: charge.name,
    chargeAmount: voided ? 0 : dollars(amount),
    appliedTaxes: voided
      ? []
      : taxes.map((cents, k) =>
          taxJson(rates[k] as TaxRate, plan.taxGuids[k] as string, cents, ground.facilitated),
        ),
    dineIn: charge.dineIn,
    serviceChargeCategory: charge.category,
    paymentGuid: charge.category === 'CREDIT_CARD_SURCHARGE' ? paymentGuid : null,
  };
}
