import { expect, it } from 'vitest';
import { problemReport, runReport } from '../../../../../src/cli/output/report/run-report.js';
import type { ExtractSummary, Problem } from '../../../../../src/extract/report/summary.js';
import { captureOf } from '../../../../support/capture.js';

const hour = '2026-03-01T00:00:00.000Z';

function problem(index: number, error: string): Problem {
  const restaurantId = `guid-${index}`;
  return {
    ...{ status: 'skipped', resource: 'jobs', restaurantId, restaurant: `Cafe ${index}` },
    ...{ windowStart: null, windowEnd: null, error },
  };
}

const refused = (index: number) =>
  problem(
    index,
    `Toast answered 400 (/labor/v1/jobs, restaurant guid-${index}, request id request-${index})`,
  );

function resource(name: string, rowsNew: number) {
  const counts = { windowsDone: 1, windowsSkipped: 0, windowsFailed: 0, rowsRead: rowsNew };
  return {
    ...{ resource: name, restaurants: 50, rowsNew, rowsUpdated: 2, requests: 1, seconds: 1 },
    ...counts,
  };
}

const summary: ExtractSummary = {
  ...{ runId: 'r', status: 'partial', problems: [], rejected: [], notFound: [] },
  ...{ missingScopes: [], missingRestaurants: [], requests: 9, logins: 1, seconds: 12 },
  resources: [resource('orders', 1200), resource('jobs', 30), resource('shifts', 40)],
  unitsLeft: 0,
};

it('a summary counts orders, other rows, models and tests, and names the log', () => {
  const models = { built: 3, unchanged: 160, skipped: 2, failed: [{ name: 'm', reason: 'no\nx' }] };
  const tests = {
    passed: 1087,
    unchanged: 0,
    skipped: 0,
    warned: [],
    failed: [{ name: 't', reason: '2 rows' }],
  };
  const run = { extract: summary, models, tests, seconds: 75 };
  expect(runReport(run, { log: '/data/logs/toast.log' }).split('\n')).toEqual([
    'orders        1,200 new, 2 changed',
    'other rows    70 new, 4 changed (2 resources)',
    'restaurants   50',
    'models        3 built, 160 unchanged, 2 skipped, 1 failed',
    'model failed  m: no',
    'tests         1,087 passed, 1 failed',
    'test failed   t: 2 rows',
    'time          1 min 15 s',
    'log           /data/logs/toast.log',
  ]);
  expect(runReport({ models, seconds: 1 }, { explained: true })).not.toContain('model failed');
  expect(problemReport(run)).toBe('model failed  m: no\ntest failed   t: 2 rows');
});

it('a complete run ends with the lines that the page on installation shows', () => {
  const complete = { ...resource('jobs', 0), restaurants: 3, rowsUpdated: 0 };
  const others = Array.from({ length: 36 }, () => complete);
  const counts = { orders: 2357, employees: 6002 };
  const resources = Object.entries(counts).map(([name, rowsNew]) => ({
    ...{ ...complete, resource: name, rowsNew },
  }));
  const warned = ['a', 'b', 'c'].map((name) => ({ name, reason: '8 rows' }));
  const run = {
    extract: { ...summary, status: 'complete' as const, resources: [...resources, ...others] },
    models: { built: 160, unchanged: 0, skipped: 0, failed: [] },
    tests: { passed: 1085, unchanged: 0, skipped: 95, warned, failed: [] },
    steps: [
      { step: 'extract' as const, seconds: 16 },
      { step: 'transform' as const, seconds: 32 },
      { step: 'test' as const, seconds: 26 },
    ],
    seconds: 75,
  };
  expect(runReport(run, { log: '/srv/toast/logs/toast.log' }).split('\n')).toEqual(
    captureOf('install.md', 'toast run').slice(-7),
  );
});

it('data tests that only warn are counted in the summary, and are no problem for --quiet', () => {
  const tests = {
    passed: 9,
    unchanged: 0,
    skipped: 0,
    warned: [{ name: 'w', reason: '8 rows' }],
    failed: [],
  };
  expect(runReport({ tests, seconds: 1 })).toBe('tests  9 passed, 1 warning\ntime   1.00 s');
  expect(problemReport({ tests })).toBe('');
});

it('a summary names the report, or says why there is none', () => {
  const written = { businessDate: '2026-03-01', index: '/r/index.html', deleted: [] };
  const run = { seconds: 1, report: { ...written, path: '/r/2026-03-01.html' } };
  expect(runReport(run).split('\n')[0]).toBe('report  /r/2026-03-01.html');
  const without = { seconds: 1, report: { reason: 'No business date is complete yet.' } };
  expect(runReport(without).split('\n')[0]).toBe('report  none: No business date is complete yet.');
});

it('windows that were not read for the same reason are one line, with names and without GUIDs', () => {
  const [first, ...others] = [1, 2, 3, 4, 5].map(refused) as [Problem, ...Problem[]];
  const extract = { ...summary, problems: [first, ...others] };
  expect(problemReport({ extract })).toBe(
    'skipped  jobs of Cafe 1; Cafe 2; Cafe 3 and 2 other restaurants: Toast answered 400',
  );
  expect(runReport({ extract, seconds: 1 })).toMatch(/^restaurants +50, 5 not complete$/m);
  const window = { ...first, windowStart: hour, windowEnd: '2026-03-31T00:00:00.000Z' };
  expect(problemReport({ extract: { ...summary, problems: [window] } })).toBe(
    'skipped  jobs of Cafe 1, 2026-03-01T00:00 to 2026-03-31T00:00: Toast answered 400 (/labor/v1/jobs, request id request-1)',
  );
});

it('five problems are listed, all of them with --verbose; lines are broken at the width', () => {
  const problems = Array.from({ length: 7 }, (_, i) => problem(i, `reason ${i}`));
  const extract = { ...summary, problems };
  expect(problemReport({ extract }).split('\n').at(-1)).toMatch(/^ +and 2 more: see the log$/);
  expect(problemReport({ extract }, { all: true }).split('\n')).toHaveLength(7);
  const narrow = problemReport({ extract: { ...summary, problems: [refused(1)] } }, { width: 40 });
  expect(Math.max(...narrow.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(40);
  expect(problemReport({ extract: summary })).toBe('');
});
