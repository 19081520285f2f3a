import { guidOf } from './values/guid.js';
import type { Restaurant } from './restaurant.js';
import type { Json } from './contract/world.js';

const identifier = ({ seed, index }: Restaurant): string => guidOf(seed, `DaySchedule/${index}`);

const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00:00.000`;

/** Definition `Schedules`, property `daySchedules`: one kind of day, in local time. */
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

/** Definition `WeekSchedule`: open all week. */
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
