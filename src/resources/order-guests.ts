import type { GuestRules } from './guest-rules.js';

/*
 * Fields of the definitions in orders.yaml that identify a guest or that a guest wrote. All other fields
 * of an object about a guest are private as well. docs/privacy.md gives the reasons.
 */

const customer: GuestRules = {
  fields: { guid: 'id', entityType: 'public', email: 'email', phone: 'phone' },
  others: 'private',
};

const appliedLoyaltyInfo: GuestRules = {
  fields: {
    guid: 'id',
    entityType: 'public',
    loyaltyIdentifier: 'id',
    vendor: 'public',
    accrualFamilyGuid: 'public',
  },
  others: 'private',
};

const deliveryInfo: GuestRules = {
  fields: {
    deliveredDate: 'public',
    dispatchedDate: 'public',
    deliveryEmployee: 'public',
    deliveryState: 'public',
  },
  others: 'private',
};

const curbsidePickupInfo: GuestRules = {
  fields: { guid: 'public', entityType: 'public' },
  others: 'private',
};

const payment: GuestRules = {
  fields: {
    first6Digits: 'private',
    last4Digits: 'private',
    cardPaymentId: 'id',
    networkTransactionIdentifier: 'private',
    houseAccount: { fields: { guid: 'id', entityType: 'public' }, others: 'private' },
  },
  others: 'public',
};

const appliedDiscount: GuestRules = {
  fields: {
    appliedDiscountReason: { fields: { comment: 'private' }, others: 'public' },
    loyaltyDetails: { fields: { referenceId: 'id' }, others: 'public' },
  },
  others: 'public',
};

/* Modifiers are selections too, to any depth. The name of a special request is what the guest asked. */
const selection: GuestRules = {
  fields: {
    appliedDiscounts: appliedDiscount,
    get modifiers() {
      return selection;
    },
  },
  others: 'public',
  privateWhen: { name: 'displayName', field: 'selectionType', is: 'SPECIAL_REQUEST' },
};

const check: GuestRules = {
  fields: {
    customer,
    appliedLoyaltyInfo,
    tabName: 'private',
    payments: payment,
    appliedDiscounts: appliedDiscount,
    selections: selection,
  },
  others: 'public',
};

/** Classifies the fields of an order (definition `Order`). */
export const orderGuests: GuestRules = {
  fields: { deliveryInfo, curbsidePickupInfo, checks: check },
  others: 'public',
};
