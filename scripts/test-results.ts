import { stripVTControlCharacters } from 'node:util';

interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export interface Run {
  readonly name: string;
  /** Vitest's JSON report; undefined when the run wrote none. */
  readonly report: string | undefined;
}

/* Enough for an assertion and its difference, or for the first frames of an error. */
const messageLines = 30;

/**
 * Summarizes runs of tests as lines: every failed test with its run, file and message, how many tests each
 * run skipped, and the totals. A run without a report, and a file that failed outside of its tests, count as
 * one failure each. So do failed commands without a failed test: the linter, or an error between tests.
 */
export function summaryOf(
  runs: readonly Run[],
  commandsFailed: boolean,
  pathOf: (file: string) => string,
): { readonly lines: readonly string[]; readonly failed: number } {
  const results = runs.map((run) => resultOf(run, pathOf));
  const failures = results.flatMap((result) => result.failures);
  if (commandsFailed && failures.length === 0)
    failures.push('FAILED outside of the tests: see above');
  const passed = results.reduce((total, result) => total + result.passed, 0);
  const skipped = results.map(({ name, skipped }) => `${skipped} on ${name}`).join(', ');
  return {
    lines: [
      ...failures,
      `Skipped, as listed at the end of each run: ${skipped}.`,
      `${passed} passed, ${failures.length} failed`,
    ],
    failed: failures.length,
  };
}

function resultOf({ name, report }: Run, pathOf: (file: string) => string) {
  if (report === undefined) {
    return { name, passed: 0, skipped: 0, failures: [`FAILED on ${name}: no report was written`] };
  }
  const {
    numPassedTests: passed,
    numPendingTests: skipped,
    testResults,
  } = JSON.parse(report) as Report;
  const failures = testResults.flatMap((file) => {
    const tests = file.assertionResults.filter(({ status }) => status === 'failed');
    const path = pathOf(file.name);
    if (tests.length > 0) {
      return tests.map((test) => failure(name, `${path} > ${test.fullName}`, test.failureMessages));
    }
    return file.status === 'failed' ? [failure(name, path, [file.message])] : [];
  });
  return { name, passed, skipped, failures };
}

function failure(run: string, what: string, messages: readonly string[]): string {
  const text = stripVTControlCharacters(messages.join('\n')).split('\n').slice(0, messageLines);
  return [`FAILED on ${run}: ${what}`, ...text.map((line) => `  ${line}`)].join('\n');
}
