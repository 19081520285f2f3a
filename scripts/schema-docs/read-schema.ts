import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../../src/resources/catalogue.js';
import { compileModel } from '../../src/transform/compile/compile.js';
import { buildGraph } from '../../src/transform/graph/graph.js';
import type { Model, Project } from '../../src/transform/project/model.js';
import { loadProject } from '../../src/transform/project/load-project.js';
import { runModels } from '../../src/transform/run/run-models.js';
import { createRawTables } from '../../src/warehouse/raw/raw-table.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import type { Row } from './expression.js';
import { rowsOf, type Rows } from './lineage.js';
import { parentsOf, keyOf } from './data-tests.js';
import { toAreas, type Area, type Column, type Table } from './schema.js';
import type { QueryNode } from './sql-tree.js';

/**
 * Describes the tables of the project in the folder `root`. Columns and types are read from a temporary
 * database in which the models are built without data, descriptions from YAML, and origins from the
 * models' SQL.
 */
export async function readSchema(root: string): Promise<Area[]> {
  const project = await loadProject(root);
  const folder = await mkdtemp(join(tmpdir(), 'toast-schema-'));
  const warehouse = await Warehouse.open(join(folder, 'warehouse.duckdb'), { mode: 'write' });
  try {
    await build(warehouse, project);
    const lineage = await trace(warehouse, project);
    const models = [...project.models.values()].filter(({ config }) => config.schema !== 'staging');
    const tables = await Promise.all(
      models.map(async (model) => ({
        file: model.file,
        table: await describe(warehouse, project, model, lineage.get(model.relation.label) ?? []),
      })),
    );
    return toAreas(tables.toSorted((a, b) => (a.table.name < b.table.name ? -1 : 1)));
  } finally {
    warehouse.close();
    await rm(folder, { recursive: true });
  }
}

async function build(warehouse: Warehouse, project: Project): Promise<void> {
  await warehouse.with(async (connection) => {
    await createRawTables(
      connection,
      catalogue.map(({ name }) => name),
    );
  });
  const results = await runModels({
    warehouse,
    project,
    fullRefresh: true,
    threads: 2,
    runId: 'docs',
    clock: () => 0,
    onEvent: () => undefined,
  });
  for (const { error } of results) if (error !== undefined) throw error;
}

/* Traces the columns of every relation, by label, to their origins. */
async function trace(warehouse: Warehouse, project: Project): Promise<Map<string, Rows>> {
  const known = new Map<string, Rows>(
    catalogue.map((resource) => [`raw_toast.${resource.name}`, [rawRow(resource)]]),
  );
  for (const name of buildGraph(project).order) {
    const model = project.models.get(name);
    if (model === undefined) continue;
    const options = { incremental: false, fullRefresh: true };
    const node = await parse(warehouse, compileModel(project, model, options).select.text);
    const rows = rowsOf(node, (schema, table) => known.get(`${schema}.${table}`));
    known.set(model.relation.label, rows);
  }
  return known;
}

function rawRow(resource: (typeof catalogue)[number]): Row {
  const path = 'idPath' in resource ? resource.idPath : undefined;
  const id = path === undefined ? [] : [`${resource.name}:${path.replace('$.', '')}`];
  return new Map([
    ['id', { origins: id }],
    ['payload', { origins: [`${resource.name}:`] }],
  ]);
}

async function parse(warehouse: Warehouse, sql: string): Promise<QueryNode> {
  const [row] = await warehouse.with((connection) =>
    connection.all<{ tree: string }>('select json_serialize_sql($sql::varchar) as tree', { sql }),
  );
  const { statements } = JSON.parse(row?.tree ?? '{}') as { statements?: { node: QueryNode }[] };
  const node = statements?.[0]?.node;
  if (node === undefined) throw new Error(`DuckDB cannot parse this SQL:\n${sql}`);
  return node;
}

async function describe(
  warehouse: Warehouse,
  project: Project,
  model: Model,
  lineage: Rows,
): Promise<Table> {
  const { schema, name } = model.relation;
  const built = await warehouse.with((connection) =>
    connection.all<{ name: string; type: string }>(
      `select column_name as name, data_type as type from duckdb_columns()
      where schema_name = $schema and table_name = $name order by column_index`,
      { schema, name },
    ),
  );
  const columns = built.map((column): Column => {
    const origins = lineage.flatMap((row) => row.get(column.name)?.origins ?? []);
    const description = model.columns.get(column.name) ?? '';
    return { ...column, description, origins: [...new Set(origins)] };
  });
  const origins = columns.flatMap((column) => column.origins);
  return {
    name: model.name,
    label: model.relation.label,
    description: model.description,
    key: keyOf(project, model.name),
    columns,
    parents: parentsOf(project, model.name),
    resources: [...new Set(origins.map((origin) => origin.split(':')[0] ?? ''))],
  };
}
