import type { LocationNumbers } from '../../document/report.js';
import type { Formats } from '../../format/formats.js';

export type MeasureKey = Exclude<keyof LocationNumbers, 'variance'>;

export interface Measure {
  readonly key: MeasureKey;
  readonly title: string;
  as(formats: Formats): (value: number) => string;
}

/** The numbers by which restaurants are compared, in the order of the page. */
export const MEASURES: readonly Measure[] = [
  { key: 'netSales', title: 'Net sales', as: ({ money }) => money },
  { key: 'orders', title: 'Orders', as: ({ wholeCount }) => wholeCount },
  { key: 'guests', title: 'Guests', as: ({ wholeCount }) => wholeCount },
  { key: 'averageCheck', title: 'Average check', as: ({ money }) => money },
  { key: 'laborPercent', title: 'Labor', as: ({ percent }) => percent },
];

/** What a number of the day is compared with. */
export const COMPARISONS = [
  ['fourWeeks', 'Four weeks'],
  ['lastWeek', 'Last week'],
  ['lastYear', 'Last year'],
] as const;
