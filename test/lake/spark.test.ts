import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, it } from 'vitest';
import { installSpark } from '../../scripts/lake/spark.js';
import { portableTable } from '../../src/publish/parquet/tables/portable-table.js';
import { planTables } from '../../src/publish/plan/plan-tables.js';
import { labelOf, type PublishedTable } from '../../src/publish/plan/published-table.js';
import { publishedRows } from '../../src/publish/source/fingerprint.js';
import { Source } from '../../src/publish/source/source.js';
import { systemRuntime } from '../../src/runtime.js';
import { identifier } from '../../src/warehouse/engine/sql.js';
import type { Row } from '../../src/warehouse/engine/connection.js';
import { publish, readManifestFile } from '../integration/publish/support/parquet-target.js';
import { bundledProject } from '../support/bundled-project.js';
import { tempDir } from '../support/temp-dir.js';
import { modelledWorld } from './support/world.js';

/* What Spark says of the tables, and of their columns. */
interface Found {
  readonly tables: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/* Installing takes a minute or more, once. */
const minutes = 60_000;
let python = '';
beforeAll(async () => {
  python = await installSpark();
}, 15 * minutes);

it(
  'Apache Spark with two workers reads the same counts and sums from every table',
  async () => {
    const project = await bundledProject();
    const { warehouse } = await modelledWorld();
    const folder = join(await tempDir(), 'lake/');
    const source = await Source.open({ warehouse, project });
    const { tables } = planTables(source.relations, {
      exclude: [],
      guests: 'keep',
      employees: 'keep',
    });
    const local: Record<string, Row> = {};
    for (const published of tables) {
      const table = portableTable(published);
      const [row] = await source.connection.all(figuresOf(table));
      local[labelOf(table)] = dropNulls(row ?? {});
    }
    source.close();
    await publish(warehouse, folder, systemRuntime, { project });
    const manifest = await readManifestFile(folder);
    const partitioned = manifest.tables.filter(({ files }) => files.length > 1);
    expect(partitioned.length).toBeGreaterThan(10);

    const { workers, manifest: byManifest, folders } = await readWithSpark(folder);
    expect(workers).toBe(2);
    expect(Object.keys(byManifest.tables).length).toBeGreaterThan(100);
    expect(byManifest.tables).toEqual(local);
    const typeOf = (table: string, column: string) => byManifest.types[`toast.${table}`]?.[column];
    expect(typeOf('orders', 'opened_date')).toBe('timestamp');
    expect(typeOf('orders', 'business_date')).toBe('date');
    expect(typeOf('orders_check', 'amount')).toBe('decimal(18,4)');
    expect(byManifest.types['toast.orders']).not.toHaveProperty('business_month');
    expect(Object.keys(folders.tables)).toHaveLength(partitioned.length);
    expect(local).toMatchObject(folders.tables);
    expect(folders.types['toast.orders']).toMatchObject({ business_month: 'string' });
  },
  10 * minutes,
);

async function readWithSpark(
  folder: string,
): Promise<{ workers: number; manifest: Found; folders: Found }> {
  const program = join(import.meta.dirname, 'support/read_with_spark.py');
  const env = { SPARK_LOCAL_DIRS: await tempDir(), SPARK_LOCAL_IP: '127.0.0.1' };
  const { stdout } = await execa(python, [program, folder], { env });
  return JSON.parse(stdout) as { workers: number; manifest: Found; folders: Found };
}

/* A SELECT of what the program for Spark finds, of the local table. */
function figuresOf(table: PublishedTable): string {
  const figures = table.columns.flatMap(({ name, type }) => [
    `count(${identifier(name)}) as ${identifier(`count ${name}`)}`,
    `(${figureOf(identifier(name), type)})::varchar as ${identifier(`figure ${name}`)}`,
  ]);
  return `select count(*) as "rows", ${figures.join(', ')} from (${publishedRows(table)})`;
}

function figureOf(column: string, type: string): string {
  if (/^(DECIMAL|BIGINT|INTEGER|SMALLINT|TINYINT)/.test(type)) {
    return `sum(${column}::decimal(38,4))`;
  }
  if (type.endsWith('[]')) return `sum(len(${column}))`;
  if (type === 'VARCHAR') return `sum(length(${column}))`;
  if (type === 'BOOLEAN') return `sum(${column}::integer)`;
  if (type === 'DATE') return `max(${column} - date '1970-01-01')`;
  if (type.startsWith('TIMESTAMP')) return `epoch_us(max(${column}))`;
  return `round(max(${column}::double), 6)`;
}

/* Spark leaves them out. */
function dropNulls(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
