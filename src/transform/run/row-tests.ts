import { ToastError } from '../../errors.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import type { CompiledDataTest } from '../compile/compile-data-test.js';
import type { DataTest } from '../project/model.js';

export type CompileTest = (test: DataTest) => CompiledDataTest;

/**
 * Data tests that are run one after the other. `passing` finds those that have no failing rows with one
 * query; whether the others fail is not known.
 */
export interface TestGroup {
  readonly tests: readonly DataTest[];
  readonly passing: (connection: Connection) => Promise<ReadonlySet<DataTest>>;
}

/* Tests that usually look at each row by itself. A project can define others by these names: they are run alone. */
const rowTests = ['not_null', 'expression_is_true'];

/**
 * Groups the tests of each relation that look at each row by itself; every other test is a group of its own.
 * Groups are in the order of their first tests.
 */
export function groupTests(tests: readonly DataTest[], compile: CompileTest): TestGroup[] {
  const groups = new Map<unknown, DataTest[]>();
  for (const test of tests) {
    const { subject, config } = test;
    const isRowTest = rowTests.includes(test.test) && hasDefaultConditions(test);
    const key = isRowTest ? JSON.stringify([subject, config.where]) : test;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [test]);
    else group.push(test);
  }
  return [...groups.values()].map((group) => ({
    tests: group,
    passing: once((connection) => withoutFailures(connection, group, compile)),
  }));
}

/* Tests with conditions of their own can fail without failing rows. */
function hasDefaultConditions({ config }: DataTest): boolean {
  return config.errorIf === '!= 0' && config.warnIf === '!= 0';
}

/* Returns none when there is nothing to save, or the query fails: each test then finds out why. */
async function withoutFailures(
  connection: Connection,
  tests: readonly DataTest[],
  compile: CompileTest,
): Promise<ReadonlySet<DataTest>> {
  const counted = tests.flatMap((test) => {
    const condition = conditionOf(test, compile);
    return condition === undefined ? [] : [{ test, condition }];
  });
  const [first, second] = counted;
  if (first === undefined || second === undefined) return new Set();
  const counts = counted.map(({ condition }) => `count(*) filter (where ${condition.text}\n)`);
  try {
    /* One scan of a table, or one evaluation of a view, takes hardly longer than each of the tests alone. */
    const { rows } = await connection.query(
      `select ${counts.join(', ')} from ${first.condition.relation}`,
    );
    const [failures = []] = rows;
    if (failures.length !== counted.length) return new Set();
    return new Set(counted.filter((_, i) => failures[i] === 0).map(({ test }) => test));
  } catch (error) {
    if (!(error instanceof ToastError)) throw error;
    return new Set();
  }
}

function conditionOf(test: DataTest, compile: CompileTest): CompiledDataTest['condition'] {
  try {
    return compile(test).condition;
  } catch (error) {
    if (!(error instanceof ToastError)) throw error;
    return undefined;
  }
}

function once<T>(make: (connection: Connection) => Promise<T>): typeof make {
  let made: Promise<T> | undefined;
  return (connection) => (made ??= make(connection));
}
