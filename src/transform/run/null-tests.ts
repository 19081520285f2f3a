import { ToastError } from '../../errors.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { compileNullCounts } from '../compile/compile-data-test.js';
import { builtinTests } from '../project/builtin-tests.js';
import type { DataTest, Project } from '../project/model.js';

/**
 * Data tests that are run one after the other. `passing` finds those that have no failing rows with one
 * query; whether the others fail is not known.
 */
export interface TestGroup {
  readonly tests: readonly DataTest[];
  readonly passing: (connection: Connection) => Promise<ReadonlySet<DataTest>>;
}

/**
 * Groups the `not_null` tests of each relation, which are most of a project's tests; every other test is a
 * group of its own. Groups are in the order of their first tests.
 */
export function groupTests(project: Project, tests: readonly DataTest[]): TestGroup[] {
  const isBuiltin = project.macros.some(
    (macro) => macro.name === 'test_not_null' && builtinTests.includes(macro),
  );
  const groups = new Map<unknown, [DataTest, ...DataTest[]]>();
  for (const test of tests) {
    const { subject, config } = test;
    const key = isBuiltin && isPlainNotNull(test) ? JSON.stringify([subject, config.where]) : test;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [test]);
    else group.push(test);
  }
  return [...groups.values()].map((group) => ({
    tests: group,
    passing: once((connection) => withoutNulls(connection, project, group)),
  }));
}

/* Tests with conditions of their own can fail without failing rows. */
function isPlainNotNull({ test, column, parameters, config }: DataTest): boolean {
  const hasNoParameters = Object.keys(parameters).length === 0;
  const isDefault = config.errorIf === '!= 0' && config.warnIf === '!= 0';
  return test === 'not_null' && column !== undefined && hasNoParameters && isDefault;
}

/* Returns none when there is nothing to save, or the query fails: each test then finds out why. */
async function withoutNulls(
  connection: Connection,
  project: Project,
  tests: readonly [DataTest, ...DataTest[]],
): Promise<ReadonlySet<DataTest>> {
  if (tests.length === 1) return new Set();
  try {
    const { rows } = await connection.query(compileNullCounts(project, tests).text);
    return new Set(tests.filter((_, i) => rows[0]?.[i] === 0));
  } catch (error) {
    if (!(error instanceof ToastError)) throw error;
    return new Set();
  }
}

function once<T>(make: (connection: Connection) => Promise<T>): typeof make {
  let made: Promise<T> | undefined;
  return (connection) => (made ??= make(connection));
}
