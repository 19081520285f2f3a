import type { Json } from '../contract/json.js';
import { businessDateOfDay, DAY } from '../values/calendar.js';
import { guidOf } from '../values/guid.js';
import type { Restaurant } from './restaurant.js';
import { readData } from '../values/read-data.js';

const GROUP_NAME = 'Café Démo';

/** Delivery, online ordering and preparation times, the same at every restaurant. */
const INFO = readData<Json>('restaurant-info');

/** Builds definition `PartnerAccessExternalRep`: connected a month before the first day. */
export function partnerRecordOf(restaurant: Restaurant, managementGroupGuid: string): Json {
  const { place, demand, index } = restaurant;
  const created = (demand.firstDay - 30) * DAY + index * 61_234 + 8;
  const modified = created + 3 * DAY;
  return {
    restaurantGuid: restaurant.guid,
    managementGroupGuid,
    deleted: false,
    restaurantName: GROUP_NAME,
    locationName: place.name,
    createdByEmailAddress: 'owner@example.com',
    externalGroupRef: 'cafe-demo',
    externalRestaurantRef: place.code,
    modifiedDate: modified,
    createdDate: created,
    isoModifiedDate: new Date(modified).toISOString(),
    // Toast writes both three and six digits of fraction.
    isoCreatedDate: new Date(created).toISOString().replace('Z', '000Z'),
    scopes: ['orders:read', 'config:read', 'restaurants:read'],
  };
}

/** Builds definition `RestaurantInfo`. */
export function infoOf(restaurant: Restaurant, managementGroupGuid: string): Json {
  const { place, demand, index } = restaurant;
  const slug = place.code.toLowerCase();
  const site = `https://${slug}.example.com`;
  return {
    guid: restaurant.guid,
    general: {
      name: GROUP_NAME,
      locationName: place.name,
      locationCode: place.code,
      description: `A simulated restaurant in ${place.city} – “nobody eats here”.`,
      timeZone: place.timeZone,
      closeoutHour: place.closeoutHour,
      managementGroupGuid,
      currencyCode: place.currency,
      firstBusinessDate: businessDateOfDay(demand.firstDay),
      archived: false,
    },
    urls: {
      website: site,
      facebook: `https://social.example.com/${slug}`,
      twitter: `https://social.example.com/@${slug}`,
      orderOnline: `${site}/order`,
      purchaseGiftCard: `${site}/gift-cards`,
      checkGiftCard: `${site}/gift-cards/balance`,
    },
    location: {
      address1: `${index + 1} Example Plaza`,
      address2: null,
      city: place.city,
      stateCode: place.state,
      administrativeArea: place.stateName,
      zipCode: place.zipCode,
      country: place.country,
      phone: `21255501${String(index % 100).padStart(2, '0')}`,
      phoneCountryCode: place.phoneCountryCode,
      latitude: place.latitude,
      longitude: place.longitude,
    },
    schedules: { daySchedules: daySchedules(restaurant), weekSchedule: weekSchedule(restaurant) },
    ...INFO,
  };
}

const identifier = ({ seed, index }: Restaurant): string => guidOf(seed, `DaySchedule/${index}`);

const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00:00.000`;

/** Builds property `daySchedules` of definition `Schedules`: one kind of day, in local time. */
export function daySchedules(restaurant: Restaurant): Json {
  const { opens, lastOrders } = restaurant.place;
  const service = (name: string, from: number, to: number): Json => ({
    name,
    hours: { startTime: clock(from), endTime: clock(to) },
    overnight: to > 24,
  });
  const services = [
    service('Lunch', opens, 16),
    service('Dinner', 16, Math.min(lastOrders, 23)),
    ...(lastOrders > 23 ? [service('Late Night', 23, lastOrders)] : []),
  ];
  return {
    [identifier(restaurant)]: {
      scheduleName: 'Every day',
      services,
      openTime: clock(opens),
      closeTime: clock(lastOrders),
    },
  };
}

/** Builds definition `WeekSchedule`: open all week. */
export function weekSchedule(restaurant: Restaurant): Json {
  const day = identifier(restaurant);
  return {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: day,
  };
}
