import type { ServiceCharge, ServiceChargeKey } from './catalogue.js';

type Charge = Omit<ServiceCharge, 'reference'>;

const everywhere = { dineIn: true, takeout: true, delivery: true };
const dineIn = { dineIn: true, takeout: false, delivery: false };
const delivery = { dineIn: false, takeout: false, delivery: true };
const takeaway = { dineIn: false, takeout: true, delivery: true };

/** The charges a restaurant configures; percentages in millionths, amounts in cents. */
export const SERVICE_CHARGES: Readonly<Record<ServiceChargeKey, Charge>> = {
  gratuity: {
    name: 'Large Party Gratuity',
    type: 'PERCENT',
    value: 180_000,
    gratuity: true,
    taxable: false,
    calculation: 'PRE_DISCOUNT',
    category: 'SERVICE_CHARGE',
    ...dineIn,
  },
  banquet: {
    name: 'Banquet Gratuity',
    type: 'OPEN',
    value: 0,
    gratuity: true,
    taxable: false,
    calculation: null,
    category: 'SERVICE_CHARGE',
    ...dineIn,
  },
  deliveryFee: {
    name: 'Delivery Fee',
    type: 'FIXED',
    value: 499,
    gratuity: false,
    taxable: true,
    calculation: null,
    category: 'SERVICE_CHARGE',
    ...delivery,
  },
  kitchen: {
    name: 'Kitchen Appreciation',
    type: 'PERCENT',
    value: 30_000,
    gratuity: false,
    taxable: true,
    calculation: 'POST_DISCOUNT',
    category: 'SERVICE_CHARGE',
    ...dineIn,
  },
  surcharge: {
    name: 'Credit Card Surcharge',
    type: 'PERCENT',
    value: 25_000,
    gratuity: false,
    taxable: false,
    calculation: 'POST_DISCOUNT',
    category: 'CREDIT_CARD_SURCHARGE',
    ...everywhere,
  },
  fundraising: {
    name: 'Food Bank Donation ❤',
    type: 'OPEN',
    value: 0,
    gratuity: false,
    taxable: false,
    calculation: null,
    category: 'FUNDRAISING_CAMPAIGN',
    ...everywhere,
  },
  packaging: {
    name: 'Packaging',
    type: 'FIXED',
    value: 75,
    gratuity: false,
    taxable: false,
    calculation: null,
    category: 'SERVICE_CHARGE',
    ...takeaway,
  },
};
