import { counted } from '../format/labels.js';
import type { ReportedRestaurant } from '../document/report.js';
import { cutOff, type Context } from './context.js';
import { escaped } from './escape.js';

const maxWarnings = 5;

/** Returns a line for each restaurant whose numbers are not complete or cannot be compared, with the reason. */
export function warnings(context: Context): string[] {
  const { restaurants } = context.report;
  const incomplete = restaurants.filter(({ isComplete }) => !isComplete);
  const behind = restaurants.filter(
    ({ isComplete, problems }) => isComplete && problems.length > 0,
  );
  const closed = restaurants.filter(({ isComplete, isClosedDay }) => isComplete && isClosedDay);
  const first = restaurants.filter(({ isFirstDay, isClosedDay }) => isFirstDay && !isClosedDay);
  const lines = [
    ...incomplete.map(
      (each) => `- ⚠️ **${context.name(each.id)}** is not complete${reason(each, context)}`,
    ),
    ...behind.map(
      (each) => `- ⚠️ **${context.name(each.id)}** was not read in full${problem(each)}`,
    ),
  ];
  return [
    ...cutOff(lines, maxWarnings),
    ...named(closed, 'Closed', context),
    ...named(first, 'First day, nothing to compare with', context),
  ];
}

function reason(restaurant: ReportedRestaurant, context: Context): string {
  const { lastCompleteDate } = restaurant;
  const last =
    lastCompleteDate === null
      ? 'no day is complete yet'
      : `the last complete day is ${context.of(restaurant.id).date(lastCompleteDate)}`;
  return `: ${last}${problem(restaurant, '; ')}`;
}

/* The first problem, and how many resources have others. */
function problem({ problems }: ReportedRestaurant, before = ': '): string {
  const [first, ...others] = problems;
  if (first === undefined) return '';
  const { resource, windowsFailed, windowsSkipped, rejected } = first;
  const what = [
    ...(windowsFailed > 0 ? [`${counted(windowsFailed, 'window')} failed`] : []),
    ...(windowsSkipped > 0 ? [`${counted(windowsSkipped, 'window')} skipped`] : []),
    ...(rejected > 0 ? [`${counted(rejected, 'entity', 'entities')} rejected`] : []),
  ];
  const counts = what.length === 0 ? 'behind' : what.join(', ');
  const why = first.reason === null ? '' : ` (${escaped(first.reason)})`;
  const more = others.length === 0 ? '' : `, and ${counted(others.length, 'other resource')}`;
  return `${before}${escaped(resource)} ${counts}${why}${more}`;
}

function named(restaurants: readonly ReportedRestaurant[], label: string, context: Context) {
  if (restaurants.length === 0) return [];
  if (context.isSingle) return [`${label}.`];
  const shown = restaurants.slice(0, maxWarnings).map(({ id }) => context.name(id));
  const more = restaurants.length - shown.length;
  return [`${label}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`];
}
