import type { Report, ReportedRestaurant } from '../../document/report.js';
import { type Formats, formatsOf } from '../../format/formats.js';
import { Charts } from './charts.js';

/** A report and what each section of the page asks of it. */
export interface View {
  readonly report: Report;
  readonly restaurants: readonly ReportedRestaurant[];
  /** Whether all restaurants can stand open beside each other. */
  readonly isFew: boolean;
  /** Whether what is folded of each restaurant is printed. */
  readonly unfoldsOnPaper: boolean;
  readonly charts: Charts;
  /** How large the charts of each restaurant are. */
  readonly chartSize: ChartSize;
  /** How many of each kind are listed of a restaurant: ten, or fewer where the page would be too large. */
  readonly listedOfKind: number;
  /** Formats of what is of no restaurant, such as the date of the report. */
  readonly formats: Formats;
  restaurant(id: string): ReportedRestaurant;
  formatsOf(restaurantId: string): Formats;
  formatsOfCurrency(currency: string): Formats;
  /** Names the restaurants that are added up in a currency, such as '2 of 3 restaurants'. */
  nameOfTotal(currency: string): string;
}

export type ChartSize = 'large' | 'small' | 'tiny';

/** With more restaurants, what is shown of each is folded. */
const FEW = 4;

/** With more restaurants, their charts have no axis of values, and what is folded is not printed. */
const SOME = 12;

/** Number of exceptions and open items above which fewer of each are listed: a page of 50 restaurants has 1.8 MB then. */
const MANY_ROWS = 1200;

/** Prepares a report for the page, with the charts that were drawn before if there are any. */
export function createView(report: Report, charts = new Charts()): View {
  const { restaurants } = report;
  const byId = new Map(restaurants.map((each) => [each.id, each]));
  const [first] = restaurants;
  const restaurant = (id: string) => byId.get(id) ?? unknownRestaurant(id);
  const countryOf = (currency: string) =>
    restaurants.find((each) => each.currency === currency)?.country ?? null;
  return {
    report,
    restaurants,
    charts,
    isFew: restaurants.length <= FEW,
    unfoldsOnPaper: restaurants.length <= SOME,
    chartSize: restaurants.length === 1 ? 'large' : restaurants.length <= SOME ? 'small' : 'tiny',
    listedOfKind:
      restaurants.length <= SOME || report.exceptions.length + report.chase.length <= MANY_ROWS
        ? 10
        : 5,
    formats: formatsOf(first?.currency ?? 'USD', first?.country ?? null),
    restaurant,
    formatsOf: (id) => formatsOf(restaurant(id).currency, restaurant(id).country),
    formatsOfCurrency: (currency) => formatsOf(currency, countryOf(currency)),
    nameOfTotal: (currency) => nameOfTotal(report, currency),
  };
}

function nameOfTotal({ restaurants, locations }: Report, currency: string): string {
  const all = restaurants.filter((each) => each.currency === currency).length;
  const added = locations.totals.find((total) => total.currency === currency)?.restaurants ?? all;
  const which = added < all ? `${added} of ${all} restaurants` : `All ${all} restaurants`;
  return all < restaurants.length ? `${which} in ${currency}` : which;
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

/** Takes as many of each kind of a restaurant as the page lists: the first ones. */
export function listedRows<Row extends { readonly restaurantId: string; readonly kind: string }>(
  { listedOfKind }: View,
  rows: readonly Row[],
): readonly Row[] {
  const counts = new Map<string, number>();
  return rows.filter(({ restaurantId, kind }) => {
    const key = `${restaurantId} ${kind}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= listedOfKind;
  });
}
