import type { MissingRestaurant } from '../../../extract/report/missing.js';
import { plural } from '../table/numbers.js';
import { restaurantName } from './restaurant-name.js';

/** Formats the restaurants that Toast no longer lists: a sentence for those of each status, which names all. */
export function missingWarnings(missing: readonly MissingRestaurant[]): string[] {
  const kept = missing.filter(({ status }) => status === 'kept');
  const removed = missing.filter(({ status }) => status === 'removed');
  return [
    ...(kept.length === 0
      ? []
      : [
          `${countOf(kept)} missing from Toast's list: ${namesOf(kept)}. So many at once may be a mistake, so they are not marked as removed. Check the credentials. If they are gone, run toast extract --accept-missing; a run a day later takes them for gone too.`,
        ]),
    ...(removed.length === 0
      ? []
      : [
          `${countOf(removed)} no longer in Toast's list: ${namesOf(removed)}. Nothing new is read for ${removed.length === 1 ? 'it' : 'them'}; what was read is kept.`,
        ]),
  ];
}

function countOf({ length }: readonly MissingRestaurant[]): string {
  return `${plural(length, 'restaurant')} ${length === 1 ? 'is' : 'are'}`;
}

function namesOf(missing: readonly MissingRestaurant[]): string {
  return missing
    .map((each) => `${restaurantName(each)} (since ${each.since.slice(0, 10)})`)
    .join('; ');
}
