import { detailsOf, entryOf } from './labor-hours.js';
import { restaurantId, type Entity } from './workbench.js';

export const here = restaurantId;
export const there = '5eed0000-0000-4000-8000-000000000002';

const details = (guid: string, locationName: string): Entity => {
  return detailsOf(guid, { locationName, managementGroupGuid: 'group' });
};

const payment = (guid: string, amount: number, server: string, fields: Entity = {}): Entity => {
  return { guid, type: 'CREDIT', amount, server: { guid: server }, ...fields };
};

const item = (guid: string, gross: number, price = gross, fields: Entity = {}): Entity => {
  return { guid, quantity: 1, preDiscountPrice: gross, price, ...fields };
};

function order(guid: string, businessDate: number, server: string | null, check: Entity): Entity {
  const date = String(businessDate).replace(/(....)(..)(..)/, '$1-$2-$3');
  return {
    ...{ guid, businessDate, openedDate: `${date}T16:00:00.000+0000` },
    server: server === null ? null : { guid: server },
    diningOption: { guid: 'dine-in' },
    numberOfGuests: 1,
    checks: [{ guid: `${guid}-check`, ...check }],
  };
}

/* On the first of the 28 business dates before May 29, with a refund on May 29. */
const firstDay = order('first-day', 20240501, 'ann', {
  selections: [
    item('first-day-item', 40, 36, {
      refundDetails: { refundAmount: 7, refundTransaction: { guid: 'r' } },
    }),
  ],
  payments: [
    payment('first-day-card', 36, 'bob', {
      tipAmount: 3,
      refund: {
        ...{ refundAmount: 7, tipRefundAmount: 1, refundBusinessDate: 20240529 },
        refundTransaction: { guid: 'r' },
      },
    }),
  ],
});

const orders: Entity[] = [
  firstDay,
  order('day-before', 20240430, 'ann', { selections: [item('day-before-item', 1000)] }),
  order('moved', 20240515, 'bob', {
    selections: [item('moved-item', 60), item('moved-void', 6, 6, { voided: true })],
  }),
  {
    ...order('table', 20240529, 'ann', {
      openedDate: '2024-05-29T16:00:00.000+0000',
      paidDate: '2024-05-29T16:45:00.000+0000',
      customer: { guid: 'guest', firstName: 'Ada', lastName: 'Lo', email: 'ada@example.com' },
      selections: [item('table-item', 100, 90, { tax: 9 })],
      taxAmount: 9,
      payments: [
        payment('table-card', 49.5, 'bob', { tipAmount: 8 }),
        payment('table-cash', 49.5, 'ann', { type: 'CASH', tipAmount: 2 }),
        payment('table-denied', 99, 'bob', { tipAmount: 5, paymentStatus: 'DENIED' }),
      ],
    }),
    numberOfGuests: 3,
  },
  {
    ...order('counter', 20240529, 'ann', {
      openedDate: '2024-05-29T17:00:00.000+0000',
      paidDate: '2024-05-29T17:05:00.000+0000',
      customer: { guid: 'guest', firstName: 'Ada', lastName: 'Low', phone: '555 0100' },
      selections: [item('counter-item', 30), item('counter-void', 20, 20, { voided: true })],
      appliedServiceCharges: [{ guid: 'service', chargeAmount: 5, gratuity: true }],
      payments: [payment('counter-card', 35, 'ann')],
    }),
    openedDate: '2024-05-29T17:00:00.000+0000',
    diningOption: { guid: 'take-out' },
  },
  order('unattended', 20240529, null, { selections: [item('unattended-item', 10)] }),
];

/* Guests that are known by what they left: the same address in another spelling, and a phone number. */
const elsewhere: Entity[] = [
  order('mail-1', 20240528, 'ann', {
    customer: { email: 'Zed@Example.com', lastName: 'Zed' },
    selections: [item('mail-1-item', 11)],
  }),
  order('mail-2', 20240529, 'ann', {
    customer: { guid: '', email: ' zed@example.com ', firstName: '' },
    selections: [item('mail-2-item', 12)],
  }),
  order('call', 20240529, 'ann', {
    customer: { phone: '(555) 010-0200' },
    selections: [item('call-item', 5)],
  }),
  order('nobody', 20240529, 'ann', {
    customer: { email: ' ', phone: '-' },
    selections: [item('nobody-item', 5)],
  }),
  order('again', 20240530, 'ann', {
    customer: { guid: 'guest', email: 'ada@example.com' },
    selections: [item('again-item', 20)],
  }),
  order('refused', 20240530, 'ann', {
    voided: true,
    customer: { guid: 'guest' },
    selections: [item('refused-item', 99)],
  }),
];

const staff = (guid: string, fields: Entity): Entity => ({ guid, ...fields });

/** Lists what to load: sales of May 29, 2024 and of the days that its four weeks begin and end with. */
export const loads: [resource: string, entities: Entity[], restaurant: string][] = [
  ['restaurant_details', [details(here, 'Here')], here],
  ['restaurant_details', [details(there, 'There')], there],
  [
    'dining_options',
    [
      { guid: 'dine-in', name: 'Dine In', behavior: 'DINE_IN' },
      { guid: 'take-out', name: 'Take Out', behavior: 'TAKE_OUT' },
    ],
    here,
  ],
  ['jobs', [{ guid: 'job', title: 'Server' }], here],
  [
    'employees',
    [
      staff('ann', {
        ...{ v2EmployeeGuid: 'V', firstName: 'Ann', lastName: 'Lee' },
        jobReferences: [{ guid: 'job' }],
      }),
      staff('rehired', { v2EmployeeGuid: 'V', externalEmployeeId: '7', deleted: true }),
      staff('bob', { v2EmployeeGuid: '', externalEmployeeId: '7' }),
      staff('cy', { email: ' Cy@Example.com', chosenName: 'Cy' }),
      staff('dee', { firstName: 'Dee', email: '' }),
    ],
    here,
  ],
  [
    'employees',
    [
      staff('ann', { v2EmployeeGuid: 'V' }),
      staff('bob-2', { externalEmployeeId: '7' }),
      staff('cy-2', { email: 'cy@example.com' }),
      staff('dee', { firstName: 'Dee' }),
    ],
    there,
  ],
  [
    'time_entries',
    [
      entryOf('ann', '20240529', ['2024-05-29T13:00', '2024-05-29T21:00'], {
        ...{ employeeReference: { guid: 'ann' }, jobReference: { guid: 'job' } },
        ...{ regularHours: 8, overtimeHours: 0.5, nonCashTips: 7, declaredCashTips: 2 },
        tipsWithheld: 0.2,
      }),
      entryOf('cook', '20240529', ['2024-05-29T13:00', '2024-05-29T21:00'], {
        ...{ employeeReference: { guid: 'cook' }, jobReference: null, regularHours: 6 },
        ...{ overtimeHours: 0, nonCashTips: 0, declaredCashTips: 0, tipsWithheld: 0 },
      }),
    ],
    here,
  ],
  ['orders', orders, here],
  ['orders', elsewhere, there],
];

/** A later version of the order of May 15: another server, and with a discount. */
export const edit: Entity = {
  ...order('moved', 20240515, 'cy', { selections: [item('moved-item', 80, 72)] }),
  modifiedDate: '2024-06-02T00:00:00.000+0000',
};
