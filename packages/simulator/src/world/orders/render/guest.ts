import type { Json } from '../../contract/json.js';
import { timestampBy } from '../../values/instants.js';
import type { CheckPlan } from '../plan/types.js';
import { taxJson } from './discounts.js';
import type { Scene } from './scene.js';

/** Builds definition `Customer`: null without the scope `guest.pi:read`. */
export function customerJson({ scopes }: Scene, { guest }: CheckPlan): Json | null {
  if (guest === null || !scopes.guestPi) return null;
  return {
    guid: guest.guid,
    entityType: 'Customer',
    firstName: guest.firstName,
    lastName: guest.lastName,
    phone: guest.phone,
    phoneCountryCode: '1',
    email: guest.email,
  };
}

/** Builds definition `AppliedLoyaltyInfo`; what the vendor adds comes with the payment. */
export function loyaltyJson(plan: CheckPlan, paid: boolean): Json | null {
  if (plan.loyalty === null) return null;
  const { guid, identifier } = plan.loyalty;
  return {
    guid,
    entityType: 'AppliedLoyaltyInfo',
    loyaltyIdentifier: identifier,
    maskedLoyaltyIdentifier: `************${identifier.slice(-4)}`,
    vendor: 'TOAST',
    accrualFamilyGuid: paid ? plan.guid : null,
    accrualText: paid ? 'Earned 27 points.' : null,
  };
}

/** Builds definition `CurbsidePickupInfo`: null without the scope `guest.pi:read`. */
export function curbsideJson({ plan, scopes }: Scene): Json | null {
  if (!plan.car || !scopes.guestPi) return null;
  return {
    guid: plan.curbsideGuid,
    entityType: 'CurbsidePickupInfo',
    transportColor: 'Bleu ciel',
    transportDescription: 'Example Motors hatchback',
    notes: 'Will honk “twice”',
  };
}

/** Builds definition `DeliveryInfo`: its parts are null without `delivery_info.address:read`. */
export function deliveryJson({ restaurant, plan, life, scopes, now }: Scene): Json | null {
  if (life.mode !== 'DELIVERY') return null;
  if (!scopes.deliveryAddress) {
    return {
      deliveredDate: null,
      dispatchedDate: null,
      deliveryEmployee: null,
      deliveryState: null,
    };
  }
  const { place } = restaurant;
  const apartment = life.address.index % 3 === 0;
  return {
    address1: `${100 + life.address.index} Example Street`,
    address2: apartment ? 'Apt. 5 – rez-de-chaussée' : null,
    city: place.city,
    administrativeArea: place.stateName,
    state: place.state,
    zipCode: place.zipCode,
    country: place.country,
    latitude: place.latitude,
    longitude: place.longitude,
    notes: apartment ? 'Ring "Example", not the bell ⛔' : '',
    deliveredDate: timestampBy(life.delivered, now),
    dispatchedDate: timestampBy(life.dispatched, now),
    deliveryEmployee: life.dispatched <= now && !plan.facilitated ? plan.server : null,
    deliveryState:
      life.delivered <= now ? 'DELIVERED' : life.dispatched <= now ? 'IN_PROGRESS' : 'PENDING',
  };
}

/** Builds definition `AppliedPackagingInfo`: what the guest wants with a take-out order. */
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

/**
 * Builds definition `MarketplaceFacilitatorTaxInfo`: who computed the taxes of an order, and
 * remits.
 */
export function marketplaceJson({ restaurant, life }: Scene): Json {
  const computes = life.address.index % 2 !== 0;
  const { state, local } = restaurant.catalogue.taxRates;
  return {
    facilitatorCollectAndRemitTaxOrder: true,
    taxes: computes ? [state, local].map((rate) => taxJson(rate, '', 0, 'computes')) : [],
  };
}
