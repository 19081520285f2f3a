import type { Json } from '../contract/json.js';
import type { Restaurant } from '../restaurant/restaurant.js';

/**
 * Builds definition `PackagingConfig`. One that was never published is empty and disabled
 * (packaging API).
 */
export function packagingConfig({ catalogue }: Restaurant, published: boolean): Json {
  if (!published) return { enabled: false, items: [] };
  return {
    enabled: true,
    guestMessage: 'Save a straw – “merci”.',
    items: catalogue.packagingItems.map(({ name, itemTypes, reference }, n) => ({
      id: reference.guid,
      itemTypes,
      guestDisplayName: name,
      guestDescription: n === 0 ? `Do you want ${name.toLowerCase()}?` : null,
      guestInclusionType: n === 0 ? 'OPT_IN' : 'OPT_OUT',
    })),
  };
}
