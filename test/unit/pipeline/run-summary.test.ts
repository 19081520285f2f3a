import { expect, it } from 'vitest';
import type { ExtractSummary } from '../../../src/extract/report/summary.js';
import type { PublishSummary } from '../../../src/publish/run/summary.js';
import { exitCodeOf, statusOf, type Outcome } from '../../../src/pipeline/run-summary.js';

const extract = (status: ExtractSummary['status']) => ({ extract: { status } as ExtractSummary });
const models = (...names: string[]) => ({
  models: {
    ...{ built: 3, unchanged: 0, skipped: 0 },
    failed: names.map((name) => ({ name, reason: 'no column b' })),
  },
});
const failedTests = {
  tests: {
    passed: 1,
    unchanged: 0,
    skipped: 0,
    warned: [],
    failed: [{ name: 't', reason: '1 row' }],
  },
};
const published = (...statuses: PublishSummary['status'][]) => ({
  publish: statuses.map((status) => ({ status, exitCode: 5 }) as PublishSummary),
});
const locked = {
  failure: {
    ...({ step: 'transform', exitCode: 5 } as const),
    message: 'in use',
    suggestion: undefined,
  },
};

it.each<[string, Outcome, number, string]>([
  ['all that was asked', { ...extract('complete'), ...models() }, 0, 'complete'],
  ['a partial extraction', { ...extract('partial'), ...models() }, 68, 'partial'],
  [
    'a partial extraction and a failed model',
    { ...extract('partial'), ...models('a') },
    6,
    'failed',
  ],
  ['a failed data test', { ...extract('complete'), ...failedTests }, 6, 'failed'],
  [
    'a target that failed',
    { ...extract('partial'), ...published('published', 'failed') },
    5,
    'failed',
  ],
  ['a target that was skipped', { ...failedTests, ...published('skipped') }, 6, 'failed'],
  [
    'a target that is unchanged',
    { ...extract('complete'), ...published('unchanged') },
    0,
    'complete',
  ],
  ['an interrupted extraction', extract('interrupted'), 68, 'interrupted'],
  ['a locked database', { ...extract('partial'), ...locked }, 5, 'failed'],
])('a run with %s has the exit code and the status for it', (_, outcome, exitCode, status) => {
  expect([exitCodeOf(outcome), statusOf(outcome)]).toEqual([exitCode, status]);
});
