import type { Report, ReportedRestaurant } from '../document/report.js';
import { formatsOf, type Formats } from '../format/formats.js';
import { escaped } from './escape.js';

/** What the sections of a message share. */
export interface Context {
  readonly report: Report;
  /** How many examples a section has. */
  readonly examples: number;
  /** Formats of what is of no restaurant: those of the first. */
  readonly formats: Formats;
  /** Returns the formats of a restaurant. */
  readonly of: (restaurantId: string) => Formats;
  /** Returns the formats of all restaurants of a currency. */
  readonly ofCurrency: (currency: string) => Formats;
  /** Returns the name of a restaurant, escaped. */
  readonly name: (restaurantId: string) => string;
  /** Returns ` (name)`, escaped; nothing if the report has one restaurant. */
  readonly at: (restaurantId: string) => string;
  readonly isSingle: boolean;
}

/** Returns what the sections of a message about `report` share. */
export function contextOf(report: Report, examples: number): Context {
  const { restaurants } = report;
  const byId = new Map(restaurants.map((restaurant) => [restaurant.id, restaurant]));
  const ofCurrency = (currency: string) => {
    const country = restaurants.find((each) => each.currency === currency)?.country ?? null;
    return formatsOf(currency, country);
  };
  const of = (restaurant: ReportedRestaurant | undefined) =>
    formatsOf(restaurant?.currency ?? 'USD', restaurant?.country ?? null);
  const name = (id: string) => escaped(nameOf(byId.get(id), id));
  const isSingle = restaurants.length === 1;
  return {
    ...{ report, examples, isSingle, ofCurrency, name },
    formats: of(restaurants[0]),
    of: (id) => of(byId.get(id)),
    at: (id) => (isSingle ? '' : ` (${name(id)})`),
  };
}

function nameOf(restaurant: ReportedRestaurant | undefined, id: string): string {
  return restaurant?.name || id;
}

/** Returns the first lines, and how many more there are of `count`. */
export function cutOff(lines: readonly string[], limit: number, count = lines.length): string[] {
  const shown = lines.slice(0, limit);
  const more = count - shown.length;
  return more > 0 && shown.length > 0 ? [...shown, `- and ${more} more`] : shown;
}
