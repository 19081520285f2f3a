import fc from 'fast-check';
import { expect, onTestFinished } from 'vitest';
import { ToastError } from '../../../src/errors.js';
import type { ReadOnlySession } from '../../../src/warehouse/query/read-only-session.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { closedPlace, rowsOf, secrets } from '../../support/closed-place.js';
import { hostileSql } from './hostile-sql.js';

export interface QueriesSummary {
  readonly statements: number;
  readonly answered: number;
  /** How often the engine failed on its own and the session had to be opened again. */
  readonly reopened: number;
}

/**
 * Runs hostile statements in a read-only session, half of them with an open folder: no file appears or
 * changes, nothing shows a secret, every failure is an error for a user, and the process survives.
 */
export async function queriesScenario(seed: number, statements = 200): Promise<QueriesSummary> {
  const place = await closedPlace();
  const all = fc.sample(hostileSql(place, await functionsOf(place.database)), {
    seed,
    numRuns: statements,
  });
  /* So that files with relative names are seen too. */
  const home = process.cwd();
  process.chdir(place.folder);
  onTestFinished(() => process.chdir(home));
  const files = await place.files();
  let [session, answered, reopened] = [await place.session(seed % 2 === 0), 0, 0];
  for (const sql of all) {
    const shown = await outcomeOf(session, sql);
    for (const secret of secrets) expect(shown.text, sql).not.toContain(secret);
    expect(await place.files(), sql).toEqual(files);
    if (shown.answered) answered += 1;
    if (!/INTERNAL|internal error|invalidated/.test(shown.text)) continue;
    session = await place.session(seed % 2 === 0);
    reopened += 1;
  }
  expect(await rowsOf(session, 'select count(*) from orders')).toEqual([[100]]);
  return { statements, answered, reopened };
}

async function outcomeOf(session: ReadOnlySession, sql: string) {
  try {
    return { answered: true, text: JSON.stringify(await rowsOf(session, sql)) };
  } catch (error) {
    expect(error, sql).toBeInstanceOf(ToastError);
    return { answered: false, text: (error as ToastError).message };
  }
}

async function functionsOf(database: string): Promise<string[]> {
  const reader = await Warehouse.open(database, { mode: 'read' });
  const rows = await reader.with((connection) =>
    connection.all<{ name: string }>(
      `select distinct function_name as name from duckdb_functions()
      where function_name ~ '^[a-z_]+$' and function_name <> 'sleep_ms' order by name`,
    ),
  );
  reader.close();
  return rows.map(({ name }) => name);
}
