import type { Compared, ReportedRestaurant } from '../../document/report.js';
import type { MeasureKey } from './measures.js';

/** Says why a number of a restaurant is not known. */
export function whyMissing(
  restaurant: ReportedRestaurant,
  measure: MeasureKey,
  of: keyof Compared = 'value',
): string {
  if (measure === 'laborPercent' && !restaurant.hasLabor) return 'no labor scope';
  if (measure === 'guests' && !restaurant.hasGuests) return 'guests are not counted';
  if (of !== 'value') return restaurant.isFirstDay ? 'first day with data' : 'no data to compare';
  if (restaurant.isClosedDay) return 'closed';
  if (!restaurant.isComplete) return 'not read yet';
  return measure === 'averageCheck' || measure === 'laborPercent' ? 'no sales' : 'no data';
}

/** Says why the change of a restaurant's net sales is not known. */
export function whyNoChange(restaurant: ReportedRestaurant, { value }: Compared): string {
  if (value === null) return whyMissing(restaurant, 'netSales');
  if (restaurant.isFirstDay) return 'first day with data';
  return restaurant.isComplete ? 'no data to compare' : 'not complete';
}

/* What is worth knowing of a restaurant, before its name and after it. */
const notes: readonly (readonly [
  holds: (restaurant: ReportedRestaurant) => boolean,
  before: string,
  after: string,
])[] = [
  [({ isClosedDay }) => isClosedDay, 'Closed on this day:', 'No sales, nothing is missing.'],
  [
    ({ isFirstDay }) => isFirstDay,
    'First day with data:',
    'There is nothing to compare it with yet.',
  ],
  [
    ({ hasLabor }) => !hasLabor,
    'No labor:',
    'The API credentials lack the scope labor:read, so labor cost and open shifts are left out.',
  ],
  [
    ({ hasCash }) => !hasCash,
    'No cash:',
    'The API credentials lack the scope cashmgmt:read, so drawers, deposits and no-sales are left out.',
  ],
  [
    ({ hasGuests }) => !hasGuests,
    'Guests are not counted:',
    'No order of the last 35 days has a number of guests.',
  ],
];

export interface Note {
  readonly before: string;
  readonly restaurants: readonly ReportedRestaurant[];
  readonly after: string;
}

/** Lists what is left out or unusual, each with the restaurants that it concerns. */
export function notesOn(restaurants: readonly ReportedRestaurant[]): readonly Note[] {
  return notes
    .map(([holds, before, after]) => ({ before, restaurants: restaurants.filter(holds), after }))
    .filter((note) => note.restaurants.length > 0);
}
