import type { Failure, Outcome, RunSummary } from '../../../pipeline/run-summary.js';
import { extractLines, notReadLines, orderCounts } from './extract-lines.js';
import { formatCount, formatDuration, plural } from '../table/numbers.js';
import { publishLines, unpublishedLines } from './publish-lines.js';
import { formatLines, limited, type Line } from './report-lines.js';

export interface ReportOptions {
  /** Path of the log, if there is one. */
  readonly log?: string | undefined;
  /** Lists all problems rather than the first of each kind. */
  readonly all?: boolean | undefined;
  /** Leaves out what is wrong with each model and test, because it has been printed before. */
  readonly explained?: boolean | undefined;
  /** Width at which lines are broken: that of the terminal, if there is one. */
  readonly width?: number | undefined;
}

/** Describes what one command did: all steps of a run, or only one. */
export type Reported = Outcome & Pick<RunSummary, 'seconds'> & Partial<Pick<RunSummary, 'steps'>>;

/** Formats what a command prints at its end: about ten lines, problems included. */
export function runReport(summary: Reported, options: ReportOptions = {}): string {
  const { extract, models, tests, publish = [], report } = summary;
  return formatLines(
    [
      ...(extract === undefined ? [] : extractLines(extract, options.all)),
      ...(models === undefined ? [] : modelLines(models, options)),
      ...(tests === undefined ? [] : testLines(tests, options)),
      ...publishLines(publish),
      ...(report === undefined ? [] : [reportLine(report)]),
      ['time', timeOf(summary)],
      ...(options.log === undefined ? [] : [['log', options.log] as const]),
    ],
    options.width,
  );
}

function reportLine(report: NonNullable<Outcome['report']>): Line {
  return ['report', 'path' in report ? report.path : `none: ${report.reason}`];
}

/** Formats only the problems of a run; empty if it had none. Data tests that warn are in the log. */
export function problemReport(
  { extract, models, tests, publish = [] }: Outcome,
  { all, explained, width }: ReportOptions = {},
): string {
  return formatLines(
    [
      ...(extract === undefined ? [] : notReadLines(extract, all)),
      ...(explained ? [] : listed('model failed', models?.failed ?? [], all)),
      ...(explained ? [] : listed('test failed', tests?.failed ?? [], all)),
      ...unpublishedLines(publish),
    ],
    width,
  );
}

/** Formats the line that a service prints for each round; `nextAt` is undefined for the last one. */
export function heartbeat(summary: RunSummary, nextAt: number | undefined): string {
  const { startedAt, status, seconds, extract } = summary;
  const rows = extract === undefined ? '' : `: ${orderCounts(extract)} orders`;
  const next =
    nextAt === undefined ? '' : `; next at ${new Date(nextAt).toISOString().slice(11, 19)}Z`;
  return `${startedAt.slice(0, 19)}Z  ${status} in ${formatDuration(seconds)}${rows}${next}`;
}

function modelLines(
  { built, unchanged, skipped, failed }: NonNullable<Outcome['models']>,
  { all, explained }: ReportOptions,
): Line[] {
  const counts = [
    `${formatCount(built)} built`,
    `${formatCount(unchanged)} unchanged`,
    ...(skipped > 0 ? [`${formatCount(skipped)} skipped`] : []),
    ...(failed.length > 0 ? [`${formatCount(failed.length)} failed`] : []),
  ];
  return [['models', counts.join(', ')], ...(explained ? [] : listed('model failed', failed, all))];
}

function testLines(
  tests: NonNullable<Outcome['tests']>,
  { all, explained }: ReportOptions,
): Line[] {
  return [
    ['tests', testCounts(tests)],
    ...(explained ? [] : listed('test failed', tests.failed, all)),
  ];
}

/** Formats how many data tests passed, warned and failed. */
export function testCounts({
  passed,
  unchanged,
  warned,
  failed,
}: NonNullable<Outcome['tests']>): string {
  const earlier = unchanged > 0 ? ` (${formatCount(unchanged)} on unchanged tables)` : '';
  return [
    `${formatCount(passed)} passed${earlier}`,
    ...(warned.length > 0 ? [`${plural(warned.length, 'warning')}`] : []),
    ...(failed.length > 0 ? [`${formatCount(failed.length)} failed`] : []),
  ].join(', ');
}

function listed(label: string, failures: readonly Failure[], all?: boolean): Line[] {
  const lines = failures.map(({ name, reason }): Line => [
    label,
    `${name}: ${reason.split('\n')[0]}`,
  ]);
  return limited(lines, all);
}

function timeOf({ seconds, steps = [] }: Reported): string {
  const parts = steps.map((each) => `${each.step} ${formatDuration(each.seconds)}`);
  return `${formatDuration(seconds)}${parts.length > 1 ? ` (${parts.join(', ')})` : ''}`;
}
