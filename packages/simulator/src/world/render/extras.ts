import type { Json } from '../contract/world.js';
import type { Scene } from './scene.js';
import { taxJson } from './taxes.js';

/** Definition `AppliedPackagingInfo`: what the guest wants with a take-out order. */
export function packagingJson({ restaurant, plan, life }: Scene): Json | null {
  if (!plan.packaging) return null;
  return {
    guid: plan.packagingGuid,
    entityType: 'AppliedPackagingInfo',
    appliedPackagingItems: restaurant.catalogue.packagingItems.map((item, n) => ({
      guid: item.reference.guid,
      entityType: 'AppliedPackagingItem',
      itemConfigId: item.reference.guid,
      inclusion: (life.address.index + n) % 2 === 0 ? 'YES' : 'NO',
      itemTypes: item.itemTypes,
      guestDisplayName: item.name,
    })),
  };
}

/** Definition `MarketplaceFacilitatorTaxInfo`: who computed the taxes of an order, and remits. */
export function marketplaceJson({ restaurant, life }: Scene): Json {
  const computes = life.address.index % 2 !== 0;
  const { state, local } = restaurant.catalogue.taxRates;
  return {
    facilitatorCollectAndRemitTaxOrder: true,
    taxes: computes ? [state, local].map((rate) => taxJson(rate, '', 0, 'computes')) : [],
  };
}
