import type { Compared, LocationNumbers, Report } from '../document/report.js';
import type { Formats } from '../format/formats.js';
import { counted } from '../format/labels.js';
import type { Context } from './context.js';

/* With more restaurants than this, only the lowest and the highest are listed. */
const maxListed = 10;
const extremes = 5;

type Row = Report['locations']['rows'][number];
type Format = (value: number) => string;

/** Returns the numbers of the day beside what they are compared with: of the group, then of each restaurant. */
export function headlines(context: Context): string[][] {
  const { rows, totals } = context.report.locations;
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) {
    return [numbers(only, context.of(only.restaurantId), context)];
  }
  const groups = totals.map((total) => {
    const formats = context.ofCurrency(total.currency);
    const isAll = total.restaurants === rows.length;
    const group = isAll ? [] : [`${counted(total.restaurants, 'complete restaurant')}:`];
    return [...group, ...numbers(total, formats, context)];
  });
  return [...groups, listed(rows, context)];
}

function numbers(
  { netSales, orders, guests, averageCheck, laborPercent, variance }: LocationNumbers,
  { money, percent, percentChange, wholeCount, weekday }: Formats,
  { report }: Context,
): string[] {
  const change = variance === null ? '' : `, ${percentChange(variance)}`;
  const day = weekday(report.businessDate);
  return [
    ...measured((sales) => `**Net sales ${sales}**${change}`, netSales, money, `average ${day}`),
    ...measured((number) => `Orders ${number}`, orders, wholeCount),
    ...measured((number) => `Guests ${number}`, guests, wholeCount),
    ...measured((amount) => `Average check ${amount}`, averageCheck, money),
    ...measured((rate) => `Labor ${rate}`, laborPercent, percent),
  ];
}

/* A line of what is known of a number; none if it is not. */
function measured(
  title: (value: string) => string,
  { value, fourWeeks, lastWeek, lastYear }: Compared,
  format: Format,
  average = 'average',
): string[] {
  if (value === null) return [];
  const comparisons = [
    ...labeled(average, fourWeeks, format),
    ...labeled('last week', lastWeek, format),
    ...labeled('last year', lastYear, format),
  ];
  return [`- ${[title(format(value)), ...comparisons].join(' · ')}`];
}

/* All restaurants, the lowest variance first; of many, those with the lowest and the highest. */
function listed(rows: readonly Row[], context: Context): string[] {
  if (rows.length === 0) return [];
  const lines = (some: readonly Row[]) => some.map((row) => line(row, context));
  if (rows.length <= maxListed) return ['**Restaurants:**', ...lines(rows)];
  const ranked = rows.filter(({ variance }) => variance !== null);
  if (ranked.length <= 2 * extremes) return ['**Restaurants:**', ...lines(ranked)];
  return [
    '**Lowest against their average:**',
    ...lines(ranked.slice(0, extremes)),
    '**Highest:**',
    ...lines(ranked.slice(-extremes).toReversed()),
  ];
}

function line({ restaurantId, netSales, orders, laborPercent, variance }: Row, context: Context) {
  const { money, percent, percentChange } = context.of(restaurantId);
  const parts = [
    netSales.value === null ? '–' : money(netSales.value),
    ...(variance === null ? [] : [percentChange(variance)]),
    ...(orders.value === null ? [] : [counted(orders.value, 'order')]),
    ...labeled('labor', laborPercent.value, percent),
  ];
  return `- **${context.name(restaurantId)}**: ${parts.join(' · ')}`;
}

function labeled(label: string, value: number | null, format: Format): string[] {
  return value === null ? [] : [`${label} ${format(value)}`];
}
