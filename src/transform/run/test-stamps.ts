import { ToastError } from '../../errors.js';
import { hash } from '../../hash.js';
import { packageVersion } from '../../version.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import type { PassedTest } from '../../warehouse/state/passed-tests.js';
import { compileDataTest } from '../compile/compile-data-test.js';
import type { DataTest, Project } from '../project/model.js';
import { loadQueryReads } from '../stamps/query-reads.js';
import { loadStamps } from '../stamps/stamps.js';

/**
 * Stamps data tests: a stamp differs if the test, what its query is made of, `toast` or the engine has changed,
 * or the rows that the test reads may have. Takes the tests that have passed, by name; those with the same
 * definition are not compiled again. A test is missing if it does not compile, or reads anything but tables
 * and views, such as the clock.
 */
export async function stampTests(
  connection: Connection,
  project: Project,
  passed: ReadonlyMap<string, PassedTest>,
): Promise<Map<DataTest, PassedTest>> {
  const readsOf = await loadQueryReads(connection);
  const environment = hash(JSON.stringify([...surroundings(project), await versions(connection)]));
  const analyzed = new Map<DataTest, Omit<PassedTest, 'stamp'>>();
  for (const test of project.dataTests) {
    const definition = hash(JSON.stringify([test, environment]));
    const known = passed.get(test.name);
    const isKnown = known?.definition === definition;
    const sql = isKnown ? undefined : compiledText(project, test);
    const reads = isKnown ? known.reads : sql && (await readsOf(sql));
    if (reads) analyzed.set(test, { definition, reads });
  }
  const labels = new Set([...analyzed.values()].flatMap(({ reads }) => reads));
  const stamps = await loadStamps(connection, project, [...labels], readsOf);
  return new Map(
    [...analyzed].flatMap(([test, { definition, reads }]) => {
      const parts = reads.map((label) => stamps.get(label));
      if (parts.includes(undefined)) return [];
      const stamp = hash(JSON.stringify([definition, ...parts]));
      return [[test, { definition, reads, stamp }] as const];
    }),
  );
}

/* All that a template of a data test can read. */
function surroundings({ name, targetSchema, vars, macros, sources, models }: Project): unknown[] {
  return [
    ...[name, targetSchema, vars, [...new Set(macros.map(({ text }) => text))], [...sources]],
    [...models.values()].map(({ name: model, relation, config, refs, template }) => {
      const isInlined = config.materialized === 'ephemeral';
      return [model, relation, config, refs, isInlined ? template.source.text : ''];
    }),
  ];
}

async function versions(connection: Connection): Promise<string[]> {
  const [row] = await connection.all<{ version: string }>('select version() as version');
  return [packageVersion(), row?.version ?? ''];
}

/*
 * Tests of tables that exist only during a run of models are skipped anyway, and one that does not compile says
 * so when it is run.
 */
function compiledText(project: Project, test: DataTest): string | undefined {
  try {
    const { sql, reads } = compileDataTest(project, test);
    return reads.some(({ database }) => database !== undefined) ? undefined : sql.text;
  } catch (error) {
    if (!(error instanceof ToastError)) throw error;
    return undefined;
  }
}
