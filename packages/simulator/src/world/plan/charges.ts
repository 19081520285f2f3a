import type { ServiceChargeKey } from '../catalogue/types.js';
import { NEVER } from '../life/types.js';
import type { ChargePlan, TenderPlan } from './types.js';
import type { Workshop } from './workshop.js';

/** The service charges of a check, by the restaurant's rules. */
export function chargesOf(shop: Workshop, tenders: readonly TenderPlan[]): ChargePlan[] {
  const { rng, life, catalogue, restaurant } = shop;
  const { kind, mode, guests } = life;
  const charges: ChargePlan[] = [];
  const add = (key: ServiceChargeKey, value?: number): void => {
    const charge = catalogue.serviceCharges[key];
    charges.push({
      guid: shop.guid(),
      charge,
      value: value ?? charge.value,
      taxGuids: charge.taxable ? [shop.guid(), shop.guid()] : [],
    });
  };
  if (kind === 'excessFood' || kind === 'giftCard' || kind === 'houseAccount') return charges;
  if (kind === 'table' && guests >= 6) {
    if (guests >= 8 && rng.chance(300)) add('banquet', rng.int(40, 160) * 100);
    else add('gratuity');
  }
  if (kind === 'table' && restaurant.index % 3 === 1) add('kitchen');
  if (mode === 'DELIVERY' && kind !== 'marketplace') add('deliveryFee');
  if (mode !== 'DINE_IN' && rng.chance(300)) add('packaging');
  if (rng.chance(18)) add('fundraising', rng.int(1, 10) * 50);
  const single = tenders.length === 1 && tenders[0]?.type === 'CREDIT';
  // A surcharge is linked to the one payment it is for, which must be the one that is made.
  const settled = life.denied === NEVER && life.paymentVoided === NEVER;
  if (single && settled && restaurant.index % 3 !== 0 && rng.chance(30)) add('surcharge');
  return charges;
}
