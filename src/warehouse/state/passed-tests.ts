import type { Connection } from '../engine/connection.js';
import { literals } from '../engine/sql.js';
import { bulkRows } from './bulk-rows.js';

/** A data test that passed: with the same definition and the same rows, it passes again. */
export interface PassedTest {
  /** Digest of all that decides on the query of the test and on its outcome. */
  readonly definition: string;
  /** The tables and views that the query reads, as `schema.name`. */
  readonly reads: readonly string[];
  /** Digest of the definition and of what is known of the rows that were read. */
  readonly stamp: string;
}

/** Loads the data tests, by name, that passed at `since` (epoch milliseconds) or later. */
export async function loadPassedTests(
  connection: Connection,
  since: number,
): Promise<Map<string, PassedTest>> {
  const rows = await connection.all<{
    test: string;
    definition: string;
    reads: string;
    stamp: string;
  }>(
    `select test, definition, to_json(reads)::varchar as reads, stamp
    from toast_meta.passed_test
    where passed_at >= to_timestamp(${since / 1000})`,
  );
  return new Map(
    rows.map(({ test, definition, reads, stamp }) => {
      return [test, { definition, reads: JSON.parse(reads) as string[], stamp }];
    }),
  );
}

/** Forgets that data tests have passed: those of these names, or all. */
export async function forgetPassedTests(
  connection: Connection,
  names?: readonly string[],
): Promise<void> {
  const condition = names === undefined ? 'true' : `list_contains(${literals(names)}, test)`;
  await connection.run(`delete from toast_meta.passed_test where ${condition}`);
}

/** Saves data tests, by name, that have passed at `passedAt` (epoch milliseconds). */
export async function savePassedTests(
  connection: Connection,
  tests: ReadonlyMap<string, PassedTest>,
  passedAt: number,
): Promise<void> {
  if (tests.size === 0) return;
  const { sql, parameters } = bulkRows(
    [...tests].map(([test, passed]) => ({ test, ...passed })),
    { test: 'VARCHAR', definition: 'VARCHAR', reads: 'VARCHAR[]', stamp: 'VARCHAR' },
  );
  await connection.run(
    `insert or replace into toast_meta.passed_test by name
    select test, definition, reads, stamp, to_timestamp(${passedAt / 1000}) as passed_at
    from ${sql}`,
    parameters,
  );
}
