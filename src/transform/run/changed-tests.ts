import {
  forgetPassedTests,
  loadPassedTests,
  savePassedTests,
} from '../../warehouse/state/passed-tests.js';
import type { DataTest } from '../project/model.js';
import { runDataTests, type DataTestOptions } from './data-tests.js';
import type { DataTestResult } from './test-events.js';
import { stampTests } from './test-stamps.js';

export interface ChangedTestOptions extends Omit<
  DataTestOptions,
  'unchanged' | 'select' | 'exclude'
> {
  /** Runs unchanged tests, too. */
  readonly testAll: boolean;
}

/* In case that the rows of a table have changed in a way that its stamp does not show. */
const longestPass = 7 * 24 * 60 * 60 * 1000;

/**
 * Runs the data tests of a project, except for those that have passed on the same rows in the last seven days,
 * and remembers which have passed. The database is open for writing. Returns one result per test.
 * @throws as `runDataTests`; a run that is interrupted leaves only unchanged tests as passed.
 */
export async function runChangedTests({
  testAll,
  ...options
}: ChangedTestOptions): Promise<DataTestResult[]> {
  const { warehouse, project, clock, signal } = options;
  const { stamped, unchanged } = await warehouse.with(async (connection) => {
    const passed = await loadPassedTests(connection, clock() - longestPass);
    const current = await stampTests(connection, project, passed);
    const isSame = (test: DataTest) => {
      const stamp = current.get(test)?.stamp;
      return !testAll && stamp !== undefined && passed.get(test.name)?.stamp === stamp;
    };
    return { stamped: current, unchanged: new Set(project.dataTests.filter(isSame)) };
  }, signal);
  const due = project.dataTests.filter((test) => !unchanged.has(test));
  /* Before they run: one that is interrupted, or fails, has not passed. */
  await warehouse.with((connection) =>
    forgetPassedTests(
      connection,
      due.map(({ name }) => name),
    ),
  );
  const results = await runDataTests({ ...options, unchanged });
  /* By position, because two tests can have one name. */
  const passes = project.dataTests.flatMap((test, i) => {
    const stamp = stamped.get(test);
    return stamp !== undefined && results[i]?.status === 'pass'
      ? [[test.name, stamp] as const]
      : [];
  });
  await warehouse.with((connection) => savePassedTests(connection, new Map(passes), clock()));
  return results;
}
