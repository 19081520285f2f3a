import { afterEach, beforeEach, expect, it } from 'vitest';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

let workbench: Workbench;

beforeEach(async () => {
  workbench = await Workbench.open();
});

afterEach(() => workbench.close());

const partner: Entity = {
  restaurantGuid: restaurantId,
  managementGroupGuid: 'group-1',
  deleted: false,
  restaurantName: 'Café Ä',
  locationName: 'Harbour',
  createdByEmailAddress: 'ann@example.org',
  externalGroupRef: 'group-ref',
  externalRestaurantRef: 'restaurant-ref',
  modifiedDate: 1_717_000_000_123,
  createdDate: 1_600_000_000_456,
  isoModifiedDate: '2024-05-29T16:26:40.123Z',
  isoCreatedDate: '2020-09-13T12:26:40.456789Z',
  scopes: ['orders:read'],
};

const details: Entity = {
  guid: restaurantId,
  general: {
    name: 'Guest-facing name',
    locationName: 'Pier 1',
    locationCode: 'P1',
    description: 'Fish',
    timeZone: 'America/New_York',
    closeoutHour: 4,
    managementGroupGuid: 'group-2',
    currencyCode: 'USD',
    firstBusinessDate: 20200914,
    archived: false,
  },
  urls: {
    website: 'https://one.example',
    facebook: 'https://two.example',
    twitter: 'https://three.example',
    orderOnline: 'https://four.example',
    purchaseGiftCard: 'https://five.example',
    checkGiftCard: 'https://six.example',
  },
  location: {
    address1: '1 Pier',
    address2: 'Floor 2',
    city: 'Boston',
    stateCode: 'MA',
    administrativeArea: 'Massachusetts',
    zipCode: '02110',
    country: 'US',
    phone: '6175550100',
    phoneCountryCode: '1',
    latitude: 42.36,
    longitude: -71.05,
  },
  schedules: { weekSchedule: { monday: 'all day' } },
  delivery: { enabled: true, minimum: 25, area: 'polygon' },
  onlineOrdering: {
    enabled: true,
    scheduling: false,
    specialRequests: true,
    specialRequestsMessage: 'no substitutions',
    paymentOptions: {
      delivery: { cash: false, ccSameDay: true, ccFuture: false },
      takeout: { cash: true, ccSameDay: false, ccFuture: true, ccInStore: false },
      ccTip: true,
    },
  },
  prepTimes: {
    deliveryPrepTime: 1,
    deliveryTimeAfterOpen: 2,
    deliveryTimeBeforeClose: 3,
    takeoutPrepTime: 4,
    takeoutTimeAfterOpen: 5,
    takeoutTimeBeforeClose: 6,
    takeoutThrottlingTime: 7,
    deliveryThrottlingTime: 8,
  },
};

it('the restaurant model joins the restaurants of the partners API with their details', async () => {
  await workbench.load('restaurants', [partner]);
  await workbench.load('restaurant_details', [details]);
  await workbench.transform({ select: ['restaurant'] });
  expect(await workbench.rows('restaurant')).toEqual([
    {
      restaurant_id: restaurantId,
      id: restaurantId,
      name: 'Café Ä',
      location_name: 'Harbour',
      location_code: 'P1',
      description: 'Fish',
      management_group_guid: 'group-1',
      external_group_ref: 'group-ref',
      external_restaurant_ref: 'restaurant-ref',
      created_by_email_address: 'ann@example.org',
      created_date: 1_600_000_000_456,
      iso_created_date: '2020-09-13T12:26:40.456789Z',
      modified_date: 1_717_000_000_123,
      iso_modified_date: '2024-05-29T16:26:40.123Z',
      scopes: '["orders:read"]',
      deleted: false,
      archived: false,
      time_zone: 'America/New_York',
      closeout_hour: 4,
      currency_code: 'USD',
      first_business_date: '2020-09-14',
      address_1: '1 Pier',
      address_2: 'Floor 2',
      city: 'Boston',
      state_code: 'MA',
      administrative_area: 'Massachusetts',
      zip_code: '02110',
      country: 'US',
      phone: '6175550100',
      phone_country_code: '1',
      latitude: 42.36,
      longitude: -71.05,
      urls_website: 'https://one.example',
      urls_facebook: 'https://two.example',
      urls_twitter: 'https://three.example',
      urls_order_online: 'https://four.example',
      urls_purchase_gift_card: 'https://five.example',
      urls_check_gift_card: 'https://six.example',
      schedules: '{"weekSchedule":{"monday":"all day"}}',
      delivery_enabled: true,
      delivery_minimum: '25.0000',
      delivery_area: 'polygon',
      online_ordering_enabled: true,
      online_ordering_scheduling: false,
      online_ordering_special_requests: true,
      online_ordering_special_requests_message: 'no substitutions',
      online_ordering_payment_options_delivery_cash: false,
      online_ordering_payment_options_delivery_cc_same_day: true,
      online_ordering_payment_options_delivery_cc_future: false,
      online_ordering_payment_options_takeout_cash: true,
      online_ordering_payment_options_takeout_cc_same_day: false,
      online_ordering_payment_options_takeout_cc_future: true,
      online_ordering_payment_options_takeout_cc_in_store: false,
      online_ordering_payment_options_cc_tip: true,
      prep_times_delivery_prep_time: 1,
      prep_times_delivery_time_after_open: 2,
      prep_times_delivery_time_before_close: 3,
      prep_times_delivery_throttling_time: 8,
      prep_times_takeout_prep_time: 4,
      prep_times_takeout_time_after_open: 5,
      prep_times_takeout_time_before_close: 6,
      prep_times_takeout_throttling_time: 7,
      _deleted: false,
      _synced_at: '2024-06-01T02:00:00.000Z',
    },
  ]);
});

it('the restaurant model has a row for a restaurant that only one of the two APIs returns', async () => {
  const given = '5eed0000-0000-4000-8000-000000000002';
  const closed = '5eed0000-0000-4000-8000-000000000003';
  await workbench.load('restaurants', [{ restaurantGuid: given }], given);
  await workbench.load('restaurants', [{ restaurantGuid: closed, deleted: true }], closed);
  await workbench.load('restaurant_details', [details]);
  await workbench.transform({ select: ['restaurant'] });
  const rows = await workbench.query(
    `select id, name, location_name, management_group_guid, deleted, _deleted
    from toast.restaurant order by id`,
  );
  expect(rows).toEqual([
    {
      id: restaurantId,
      name: 'Guest-facing name',
      location_name: 'Pier 1',
      management_group_guid: 'group-2',
      deleted: null,
      _deleted: false,
    },
    {
      id: given,
      name: null,
      location_name: null,
      management_group_guid: null,
      deleted: null,
      _deleted: false,
    },
    {
      id: closed,
      name: null,
      location_name: null,
      management_group_guid: null,
      deleted: true,
      _deleted: true,
    },
  ]);
});

it('the restaurant model marks a restaurant as deleted when the account no longer lists it', async () => {
  await workbench.load('restaurants', [partner]);
  await workbench.query("update raw_toast.restaurants set removed_at = '2024-06-02 00:00:00+00'");
  await workbench.transform({ select: ['restaurant'] });
  const rows = await workbench.query('select deleted, _deleted from toast.restaurant');
  expect(rows).toEqual([{ deleted: false, _deleted: true }]);
});
