import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../../src/resources/catalogue.js';
import { shapeOf } from '../../src/resources/resource.js';
import { compileModel } from '../../src/transform/compile/compile.js';
import { buildGraph } from '../../src/transform/graph/graph.js';
import type { Model, Project } from '../../src/transform/project/model.js';
import { runModels } from '../../src/transform/run/run-models.js';
import { createRawTables } from '../../src/warehouse/raw/raw-table.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import type { Row } from './expression.js';
import { rowsOf, type Rows } from './lineage.js';
import { parentsOf, keyOf } from './data-tests.js';
import { toAreas, type Area, type Column, type Table } from './schema.js';
import type { QueryNode } from './sql-tree.js';

/**
 * Describes the tables of a project. Columns and types are read from a temporary
 * database in which the models are built without data, descriptions from YAML, and origins from the
 * models' SQL.
 */
export async function readSchema(project: Project): Promise<Area[]> {
  const folder = await mkdtemp(join(tmpdir(), 'toast-schema-'));
  const warehouse = await Warehouse.open(join(folder, 'warehouse.duckdb'), { mode: 'write' });
  try {
    await build(warehouse, project);
    const lineage = await trace(warehouse, project);
    const built = await readColumns(warehouse);
    const models = [...project.models.values()].filter(({ config }) => !isInternal(config));
    const tables = models.map((model) => {
      const { label } = model.relation;
      const columns = built.get(label) ?? [];
      return {
        file: model.file,
        table: describe(project, model, columns, lineage.get(label) ?? []),
      };
    });
    return toAreas(tables.toSorted((a, b) => (a.table.name < b.table.name ? -1 : 1)));
  } finally {
    warehouse.close();
    await rm(folder, { recursive: true });
  }
}

/* What other models are made of, and analysts do not read. */
function isInternal({ schema }: Model['config']): boolean {
  return schema === 'staging' || schema === 'intermediate';
}

async function build(warehouse: Warehouse, project: Project): Promise<void> {
  await warehouse.with(async (connection) => {
    await createRawTables(connection, catalogue.map(shapeOf));
    /* The file goes at once. */
    await connection.run('pragma disable_checkpoint_on_shutdown');
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

type BuiltColumn = Pick<Column, 'name' | 'type'>;

/* Reads the columns of every relation, by label, in their order. */
async function readColumns(warehouse: Warehouse): Promise<Map<string, BuiltColumn[]>> {
  const rows = await warehouse.with((connection) =>
    connection.all<{ label: string; name: string; type: string }>(
      `select
        schema_name || '.' || table_name as label, column_name as name, data_type as type
      from duckdb_columns() where database_name = current_database() order by label, column_index`,
    ),
  );
  const columns = new Map<string, BuiltColumn[]>();
  for (const { label, name, type } of rows) {
    columns.set(label, [...(columns.get(label) ?? []), { name, type }]);
  }
  return columns;
}

function describe(
  project: Project,
  model: Model,
  built: readonly BuiltColumn[],
  lineage: Rows,
): Table {
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
