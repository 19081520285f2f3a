import type { HourOfRestaurant } from '../../document/report.js';

/** An hour of the business date; without sales and labor where the report has none of it. */
export type Hour = Pick<HourOfRestaurant, 'businessHour'> & Partial<HourOfRestaurant>;

/** Fills the hours between the first and the last, so that a gap in the day is seen as one. */
export function everyHour(hours: readonly HourOfRestaurant[]): readonly Hour[] {
  if (hours.length === 0) return [];
  const byHour = new Map(hours.map((hour) => [hour.businessHour, hour]));
  const first = Math.min(...byHour.keys());
  const last = Math.max(...byHour.keys());
  return Array.from({ length: last - first + 1 }, (_, index): Hour => {
    const businessHour = first + index;
    return byHour.get(businessHour) ?? { businessHour };
  });
}
