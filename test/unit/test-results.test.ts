import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../scripts/test-results.js';

const passing = { fullName: 'adds', status: 'passed', failureMessages: [] };
const failing = {
  fullName: 'subtracts',
  status: 'failed',
  failureMessages: ['AssertionError: \u001B[31mexpected 1 to be 2\u001B[39m\n    at a.test.ts:3'],
};

function report(...testResults: object[]): string {
  return JSON.stringify({ numPassedTests: 4, numFailedTests: 1, numPendingTests: 2, testResults });
}

const summarize = (reports: (string | undefined)[], commandsFailed = true) =>
  summaryOf(
    reports.map((each, index) => ({ name: `run ${index + 1}`, report: each })),
    commandsFailed,
    (file) => file.replace('/clone/', ''),
  );

describe('the summary of test runs', () => {
  it('names every failed test with its run, file and message, and adds up all runs', () => {
    const file = {
      name: '/clone/test/a.test.ts',
      status: 'failed',
      message: '',
      assertionResults: [passing, failing],
    };
    const passed = { ...file, status: 'passed', assertionResults: [passing] };
    expect(summarize([report(passed), report(file)])).toEqual({
      lines: [
        'FAILED on run 2: test/a.test.ts > subtracts\n' +
          '  AssertionError: expected 1 to be 2\n      at a.test.ts:3',
        'Skipped, as listed at the end of each run: 2 on run 1, 2 on run 2.',
        '8 passed, 1 failed',
      ],
      failed: 1,
    });
  });

  it('counts a file that fails outside of its tests', () => {
    const file = {
      name: '/clone/test/b.test.ts',
      status: 'failed',
      message: 'SyntaxError: unexpected end',
      assertionResults: [],
    };
    const { lines, failed } = summarize([report(file)]);
    expect(lines[0]).toBe('FAILED on run 1: test/b.test.ts\n  SyntaxError: unexpected end');
    expect(failed).toBe(1);
  });

  it('counts a run without a report as failed', () => {
    expect(summarize([undefined])).toEqual({
      lines: [
        'FAILED on run 1: no report was written',
        'Skipped, as listed at the end of each run: 0 on run 1.',
        '0 passed, 1 failed',
      ],
      failed: 1,
    });
  });

  it('counts failed commands once when no test failed', () => {
    const last = (commandsFailed: boolean) => summarize([report()], commandsFailed).lines.at(-1);
    expect([last(true), last(false)]).toEqual(['4 passed, 1 failed', '4 passed, 0 failed']);
  });
});
