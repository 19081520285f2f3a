import type { ExtractSummary, Problem } from '../../extract/report/summary.js';
import type {
  Failure,
  ModelsSummary,
  RunSummary,
  TestsSummary,
} from '../../pipeline/run-summary.js';
import { printable } from '../../printable.js';
import { formatCount, formatDuration, plural } from './table/numbers.js';

/** A line of a report: what it is about, and what there is to say. */
type Line = readonly [label: string, text: string];

/* More lines would push the others off the screen; the log and `toast status` have all of them. */
const maxProblems = 5;

/** Formats what `toast run` prints: about ten lines, problems included. */
export function runReport(summary: RunSummary, log: string): string {
  return format([
    ...(summary.extract === undefined ? [] : extractLines(summary.extract)),
    ...(summary.models === undefined ? [] : modelLines(summary.models)),
    ...(summary.tests === undefined ? [] : testLines(summary.tests)),
    ['time', timeOf(summary)],
    ['log', log],
  ]);
}

/** Formats only the problems of a run; empty if it had none. */
export function problemReport({ extract, models, tests }: RunSummary): string {
  return format([
    ...(extract === undefined ? [] : notReadLines(extract)),
    ...listed('model failed', models?.failed ?? []),
    ...listed('test failed', tests?.failed ?? []),
  ]);
}

/** Formats the line that a service prints for each round. */
export function heartbeat(summary: RunSummary, nextAt: number): string {
  const { startedAt, status, seconds, extract } = summary;
  const rows = extract === undefined ? '' : `: ${changed(ordersOf(extract))} orders`;
  const next = new Date(nextAt).toISOString().slice(11, 19);
  return `${startedAt.slice(0, 19)}Z  ${status} in ${formatDuration(seconds)}${rows}; next at ${next}Z`;
}

/** Formats what an extraction read, a line each: orders, other rows, restaurants, windows not read. */
export function extractLines(summary: ExtractSummary): Line[] {
  const others = summary.resources.filter(({ resource }) => resource !== 'orders');
  const restaurants = Math.max(0, ...summary.resources.map((row) => row.restaurants));
  return [
    ['orders', changed(ordersOf(summary))],
    ['other rows', `${changed(others)} (${plural(others.length, 'resource')})`],
    ['restaurants', formatCount(restaurants)],
    ...notReadLines(summary),
  ];
}

function ordersOf({ resources }: ExtractSummary) {
  return resources.filter(({ resource }) => resource === 'orders');
}

/** Formats how many models were built, and names those that failed. */
export function modelLines({ built, unchanged, skipped, failed }: ModelsSummary): Line[] {
  const counts = [
    `${formatCount(built)} built`,
    `${formatCount(unchanged)} unchanged`,
    ...(skipped > 0 ? [`${formatCount(skipped)} skipped`] : []),
    ...(failed.length > 0 ? [`${formatCount(failed.length)} failed`] : []),
  ];
  return [['models', counts.join(', ')], ...listed('model failed', failed)];
}

/** Formats how many data tests passed, and names those that failed. */
export function testLines({ passed, warned, failed }: TestsSummary): Line[] {
  const counts = [
    `${formatCount(passed)} passed`,
    ...(warned.length > 0 ? [`${plural(warned.length, 'warning')}`] : []),
    ...(failed.length > 0 ? [`${formatCount(failed.length)} failed`] : []),
  ];
  return [['tests', counts.join(', ')], ...listed('test failed', failed)];
}

function changed(rows: readonly { rowsNew: number; rowsUpdated: number }[]): string {
  const total = (count: 'rowsNew' | 'rowsUpdated') =>
    formatCount(rows.reduce((sum, row) => sum + row[count], 0));
  return `${total('rowsNew')} new, ${total('rowsUpdated')} changed`;
}

function listed(label: string, failures: readonly Failure[]): Line[] {
  return limited(
    failures.map(({ name, reason }): Line => [label, `${name}: ${reason.split('\n')[0]}`]),
  );
}

/** Formats what an extraction did not read, with names and reasons. */
function notReadLines(summary: ExtractSummary): Line[] {
  return [
    ...summary.missingScopes.map(({ resource, scope }): Line => [
      'no scope',
      `${resource}: the credentials lack ${scope}`,
    ]),
    ...limited(groupProblems(summary.problems)),
    ...limited(
      summary.rejected.map(({ resource, restaurant, restaurantId, id, reason }): Line => [
        'rejected',
        `${resource} of ${restaurant || restaurantId}: ${id ?? 'an entity'} ${reason}`,
      ]),
    ),
    ...(summary.unitsLeft === 0
      ? []
      : [['interrupted', `${plural(summary.unitsLeft, 'window')} left for the next run`] as Line]),
  ];
}

/* One line per resource, restaurant and status, however many windows it has. */
function groupProblems(problems: readonly Problem[]): Line[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = `${problem.status} ${problem.resource} ${problem.restaurantId}`;
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.values()].map((windows): Line => {
    const [{ status, resource, restaurant, restaurantId, error }] = windows as [Problem];
    const where = `${resource} of ${restaurant || restaurantId}${timeRange(windows)}`;
    return [status, `${where}: ${error}`];
  });
}

function timeRange(windows: readonly Problem[]): string {
  const starts = windows.flatMap(({ windowStart }) => windowStart ?? []).sort();
  const ends = windows.flatMap(({ windowEnd }) => windowEnd ?? []).sort();
  if (starts[0] === undefined) return '';
  const count = windows.length === 1 ? '' : `, ${windows.length} windows`;
  return `${count}, ${starts[0].slice(0, 16)} to ${ends.at(-1)?.slice(0, 16)}`;
}

function limited(lines: readonly Line[]): Line[] {
  const more = lines.length - maxProblems;
  if (more <= 0) return [...lines];
  return [...lines.slice(0, maxProblems), ['', `and ${formatCount(more)} more: see the log`]];
}

function timeOf({ seconds, steps }: RunSummary): string {
  const parts = steps.map((each) => `${each.step} ${formatDuration(each.seconds)}`);
  return `${formatDuration(seconds)}${parts.length > 1 ? ` (${parts.join(', ')})` : ''}`;
}

function format(lines: readonly Line[]): string {
  const width = Math.max(0, ...lines.map(([label]) => label.length)) + 2;
  return lines.map(([label, text]) => printable(`${label.padEnd(width)}${text}`)).join('\n');
}
