import { ModelError, ToastError } from '../../errors.js';
import type { Connection, Row } from '../../warehouse/engine/connection.js';
import { withEngineThreads } from '../../warehouse/engine/engine-threads.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { compileDataTest, type CompiledDataTest } from '../compile/compile-data-test.js';
import { explainEngineError, wrap, type CompiledSql } from '../compile/compiled-sql.js';
import { selectDataTests, type Selection } from '../graph/select.js';
import type { DataTest, DataTestConfig, Project } from '../project/model.js';
import { loadRelations } from './catalog.js';
import { groupTests, type CompileTest, type TestGroup } from './row-tests.js';
import type { DataTestResult, TestEvent } from './test-events.js';

export interface DataTestOptions extends Selection {
  /** Open for reading or writing. */
  readonly warehouse: Warehouse;
  readonly project: Project;
  /** Tests whose last pass stands, and which are not run; by default none. */
  readonly unchanged?: ReadonlySet<DataTest>;
  /** How many tests are run at a time. */
  readonly threads: number;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly onEvent: (event: TestEvent) => void;
  /** Aborting it ends the run. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the data tests of the selected models. A test is a query of the rows that fail it. Returns one
 * result per test, in the order of the project; a test that fails or cannot be run is a result, not an exception.
 * @throws the reason of the signal when it aborts; UsageError when a selector matches neither a model nor a
 *   test, or no test is left.
 */
export async function runDataTests(options: DataTestOptions): Promise<DataTestResult[]> {
  const { warehouse, project, select, exclude, threads, clock, onEvent } = options;
  const tests = selectDataTests(project, { select, exclude });
  const startedAt = clock();
  const work = { bytes: await warehouse.size(), statements: threads };
  const results = await warehouse.with(async (connection) => {
    const relations = await loadRelations(connection);
    return withEngineThreads(connection, work, () => runAll(tests, relations, options));
  });
  onEvent({ type: 'done', results, seconds: (clock() - startedAt) / 1000 });
  return results;
}

type Relations = ReadonlyMap<string, unknown>;

/*
 * Runs tests in as many sessions as run at a time; each takes the next group when it has ended one. Those of
 * tables that existed only during a run of models are not counted in the events.
 */
async function runAll(
  tests: readonly DataTest[],
  relations: Relations,
  { warehouse, project, unchanged, threads, clock, onEvent, signal }: DataTestOptions,
): Promise<DataTestResult[]> {
  const isLost = ({ model = '' }: DataTest) => isOfLostTable(model, project, relations);
  const due = tests.filter((test) => unchanged?.has(test) !== true && !isLost(test));
  const total = due.length;
  const compiled = new Map<DataTest, CompiledDataTest>();
  const compile = (test: DataTest) => {
    const found = compiled.get(test) ?? compileDataTest(project, test);
    compiled.set(test, found);
    return found;
  };
  const groups = groupTests(due, compile);
  const left = groups.values();
  const results = new Map<DataTest, DataTestResult>();
  let started = 0;
  const runInSession = async (connection: Connection) => {
    for (const group of left) {
      for (const test of group.tests) {
        signal?.throwIfAborted();
        const index = (started += 1);
        onEvent({ type: 'start', index, total, test: test.name });
        const startedAt = clock();
        const outcome = await runDataTest({ connection, compile, relations, group }, test);
        signal?.throwIfAborted();
        const seconds = (clock() - startedAt) / 1000;
        const result = { ...describe(test), ...outcome, seconds };
        results.set(test, result);
        onEvent({ type: 'finish', index, total, result });
      }
    }
  };
  const sessions = Array.from({ length: Math.min(threads, groups.length) }, () =>
    warehouse.with(runInSession, signal),
  );
  /* After an interruption, the others end soon too, and the database can then be closed. */
  await Promise.allSettled(sessions);
  await Promise.all(sessions);
  return tests.map(
    (test) => results.get(test) ?? resultWithoutRun(test, isLost(test) ? 'skip' : 'unchanged'),
  );
}

/* Tells if a model is a table that existed only during a run of models, or an ephemeral model of such a table. */
function isOfLostTable(name: string, project: Project, relations: Relations): boolean {
  const model = project.models.get(name);
  if (model === undefined) return false;
  const { config, relation, refs } = model;
  if (config.materialized === 'ephemeral') {
    return refs.some((ref) => isOfLostTable(ref, project, relations));
  }
  return relation.database !== undefined && !relations.has(relation.label);
}

function describe({ name, model, file, line }: DataTest) {
  return { test: name, model, place: `${file}:${line()}` };
}

const noFailures = { failures: 0, examples: [] };

function resultWithoutRun(test: DataTest, status: 'skip' | 'unchanged'): DataTestResult {
  return { ...describe(test), ...noFailures, status, seconds: 0, sql: undefined };
}

type Outcome = Pick<DataTestResult, 'status' | 'failures' | 'examples' | 'sql' | 'error'>;

interface Running {
  readonly connection: Connection;
  readonly compile: CompileTest;
  readonly relations: Relations;
  readonly group: TestGroup;
}

async function runDataTest(
  { connection, compile, relations, group }: Running,
  test: DataTest,
): Promise<Outcome> {
  let sql: CompiledSql | undefined;
  try {
    const compiled = compile(test);
    sql = compiled.sql;
    const missing = compiled.reads.find(({ label }) => !relations.has(label));
    if (missing?.database !== undefined) return { ...noFailures, status: 'skip', sql: sql.text };
    if (missing !== undefined) {
      throw new ModelError(`${test.file}:${test.line()}: ${missing.label} does not exist.`, {
        suggestion: 'Run `toast transform` first.',
      });
    }
    const isPassing = (await group.passing(connection)).has(test);
    if (isPassing) return { ...noFailures, status: 'pass', sql: sql.text };
    return { ...(await countFailures(connection, sql, test)), sql: sql.text };
  } catch (error) {
    if (!(error instanceof ToastError)) throw error;
    return { ...noFailures, status: 'error', sql: sql?.text, error };
  }
}

async function countFailures(connection: Connection, sql: CompiledSql, { config, file }: DataTest) {
  const counting = wrap('with failing as (', sql, countQuery(config));
  try {
    const [row] = await connection.all<{ failures: number; fail: boolean; warn: boolean }>(
      counting.text,
    );
    const { failures = 0, fail = false, warn = false } = row ?? {};
    const examples: Row[] =
      fail || warn ? await connection.all(wrap('from (', sql, '\n) limit 5').text) : [];
    return {
      status: statusOf(config, fail, warn),
      failures,
      examples: examples.map(pickIdentifyingColumns),
    };
  } catch (error) {
    throw explainEngineError(error, counting, file);
  }
}

/* Results end up in logs, and rows can contain guests' names and contacts, so only the columns that
   identify a row are kept. */
const identifyingColumns =
  /^(id|.+_id|.+_guid|.*position|depth|.+_date|occurrences|n_records|value_field)$/;

function pickIdentifyingColumns(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).filter(([column]) => identifyingColumns.test(column)),
  );
}

function countQuery({ errorIf, warnIf }: DataTestConfig): string {
  return `
), counted as (select count(*) as failures from failing)
select failures, (failures ${errorIf}) as fail, (failures ${warnIf}) as warn from counted`;
}

function statusOf(
  { severity }: DataTestConfig,
  fail: boolean,
  warn: boolean,
): DataTestResult['status'] {
  if (severity === 'error' && fail) return 'fail';
  return warn ? 'warn' : 'pass';
}
