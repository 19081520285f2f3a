import type { Report, ReportedRestaurant } from '../../document/report.js';
import { type Formats, formatsOf } from '../../format/formats.js';

/** A report and what each section of the page asks of it. */
export interface View {
  readonly report: Report;
  readonly restaurants: readonly ReportedRestaurant[];
  /** Whether all restaurants can stand open beside each other. */
  readonly isFew: boolean;
  /** How large the charts of each restaurant are. */
  readonly chartSize: ChartSize;
  /** Formats of what is of no restaurant, such as the date of the report. */
  readonly formats: Formats;
  restaurant(id: string): ReportedRestaurant;
  formatsOf(restaurantId: string): Formats;
  formatsOfCurrency(currency: string): Formats;
}

export type ChartSize = 'large' | 'small' | 'tiny';

/** With more restaurants, what is shown of each is folded. */
const FEW = 4;

/** With more restaurants, their charts have no axis of values. */
const SOME = 12;

/** Prepares a report for the page. */
export function createView(report: Report): View {
  const { restaurants } = report;
  const byId = new Map(restaurants.map((each) => [each.id, each]));
  const [first] = restaurants;
  const restaurant = (id: string) => byId.get(id) ?? unknownRestaurant(id);
  const countryOf = (currency: string) =>
    restaurants.find((each) => each.currency === currency)?.country ?? null;
  return {
    report,
    restaurants,
    isFew: restaurants.length <= FEW,
    chartSize: restaurants.length === 1 ? 'large' : restaurants.length <= SOME ? 'small' : 'tiny',
    formats: formatsOf(first?.currency ?? 'USD', first?.country ?? null),
    restaurant,
    formatsOf: (id) => formatsOf(restaurant(id).currency, restaurant(id).country),
    formatsOfCurrency: (currency) => formatsOf(currency, countryOf(currency)),
  };
}

/* A row of a restaurant that the report does not list is still shown. */
function unknownRestaurant(id: string): ReportedRestaurant {
  return {
    ...{ id, name: id, currency: 'XXX', country: null, timeZone: 'UTC' },
    ...{ lastCompleteDate: null, isComplete: false, isClosedDay: false, isFirstDay: false },
    ...{ dataAsOf: null, problems: [], hasLabor: true, hasCash: true, hasGuests: true },
  };
}

/** Groups rows by restaurant, in the order in which they come. */
export function byRestaurant<Row extends { readonly restaurantId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.restaurantId);
    if (group === undefined) groups.set(row.restaurantId, [row]);
    else group.push(row);
  }
  return groups;
}
