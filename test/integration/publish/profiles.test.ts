import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planTables, type Profile } from '../../../src/publish/plan/plan-tables.js';
import { labelOf } from '../../../src/publish/plan/published-table.js';
import { publishTargets } from '../../../src/publish/run/publish-targets.js';
import { Source } from '../../../src/publish/source/source.js';
import { chooseTargets } from '../../../src/publish/target.js';
import { systemRuntime } from '../../../src/runtime.js';
import { catalogue } from '../../../src/resources/catalogue.js';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { bundledProject } from '../../support/bundled-project.js';
import { tempDir } from '../../support/temp-dir.js';
import { canaryPipeline } from '../support/canary-pipeline.js';
import { query } from './support/shop.js';

/* What is known of employees says `staff`, in their own payloads and where others refer to them. */
const knownStaff = {
  employees: {
    ...{
      firstName: 'staff-a',
      lastName: 'staff-b',
      chosenName: 'staff-c',
      email: 'staff-d@example.com',
    },
    ...{
      phoneNumber: 'staff-e',
      externalId: 'staff-f',
      externalEmployeeId: 'staff-g',
      passcode: 'staff-h',
    },
    v2EmployeeGuid: null,
  },
  orders: { server: { externalId: 'staff-i' } },
  time_entries: { employeeReference: { externalId: 'staff-j' }, hourlyWage: 9876.54 },
  cash_entries: { employee1: { externalId: 'staff-k' }, reason: 'staff-l' },
};

async function publish(warehouse: Warehouse, profile: Partial<Profile>): Promise<string> {
  const file = join(await tempDir(), 'sales.duckdb');
  const targets = chooseTargets([file], { publish: {} }).map((target) => ({
    ...target,
    ...profile,
  }));
  const [outcome] = await publishTargets({
    ...{ warehouse, targets, project: await bundledProject(), runtime: systemRuntime },
    ...{ full: false, dryRun: false, verify: true, waitMs: () => 0 },
    settings: { s3: { useSsl: true } },
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  if (outcome?.error !== undefined) throw outcome.error;
  expect(outcome?.plan?.guessedColumns).toEqual([]);
  return file;
}

type Query = <T extends Row>(sql: string) => Promise<T[]>;

const words = ['canary', 'staff'] as const;

/* Counts the rows of every table that is published, and those in which a word is. */
async function rowsWithWords(ask: Query) {
  const tables = await ask<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in ('toast', 'toast_marts', 'toast_history') order by all`,
  );
  const found = words.map(
    (word) => `count_if(contains(to_json(t)::varchar, '${word}'))::integer as ${word}`,
  );
  const counts = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*)::integer as n, ${found.join(', ')} from ${name} as t`,
  );
  return ask<{ name: string; n: number; canary: number; staff: number }>(
    counts.join(' union all '),
  );
}

it('a target gets all modelled tables, without guests and what employees are known by', async () => {
  const pipeline = await canaryPipeline(catalogue.map(({ name }) => name));
  await pipeline.extract();
  const { warehouse } = pipeline;
  await warehouse.with(async (connection) => {
    for (const [resource, fields] of Object.entries(knownStaff)) {
      const patch = `json_merge_patch(payload, '${JSON.stringify(fields)}')`;
      await connection.run(`update raw_toast.${resource} set payload = ${patch}`);
    }
  });
  await pipeline.transform();
  const local: Query = (sql) => warehouse.with((connection) => connection.all(sql));
  const all = await rowsWithWords(local);
  expect(all.filter(({ n }) => n > 0).length).toBeGreaterThan(100);
  expect(all.filter(({ canary }) => canary > 0).length).toBeGreaterThanOrEqual(10);
  expect(all.filter(({ staff }) => staff > 0).length).toBeGreaterThanOrEqual(15);

  const profile = { exclude: [], guests: 'drop', employees: 'ids' } as const;
  const file = await publish(warehouse, profile);
  const published: Query = (sql) => query(file, sql);
  const left = await rowsWithWords(published);
  expect(left.filter(({ canary, staff }) => canary + staff > 0)).toEqual([]);
  const bytes = readFileSync(file).toString('latin1');
  expect([bytes.includes('canary'), bytes.includes('staff-')]).toEqual([false, false]);
  /* Only what is about guests is missing, and every other table has all its rows. */
  const counts = new Map(left.map(({ name, n }) => [name, n]));
  expect(all.filter(({ name, n }) => counts.get(name) !== n).map(({ name }) => name)).toEqual([
    ...['toast_marts.guest_summary', 'toast_marts.guest_visits'],
  ]);
  /* Ids and figures stay. */
  for (const sql of [
    'select count(distinct server_id)::integer as n, sum(gross_sales)::varchar as sales from toast_marts.checks',
    'select count(distinct employee_id)::integer as n, sum(hours)::varchar as hours from toast_marts.shifts_worked',
    'select count(distinct item_name)::integer as n from toast_marts.product_mix_daily where item_id is not null',
  ]) {
    expect({ sql, rows: await published(sql) }).toEqual({ sql, rows: await local(sql) });
  }
  const [views] = await published<{ n: number }>(
    "select count(*)::integer as n from duckdb_views() where schema_name = 'main' and not internal",
  );
  expect(views?.n).toBe(new Set(left.map(({ name }) => name.split('.')[1])).size);
  await assertWages(warehouse, file, profile);
});

/* A number is not found by its text: every column of an employee is null in every row. */
async function assertWages(warehouse: Warehouse, file: string, profile: Profile): Promise<void> {
  const source = await Source.open({ warehouse, project: await bundledProject() });
  const { tables } = planTables(source.relations, profile);
  source.close();
  const nulls = tables.flatMap((table) =>
    table.columns
      .filter(({ expression }) => expression.startsWith('cast(null as '))
      .map(
        ({ name }) =>
          `select '${labelOf(table)}.${name}' as place from ${labelOf(table)} where "${name}" is not null`,
      ),
  );
  expect(nulls.length).toBeGreaterThan(100);
  expect(nulls.join()).toMatch(/time_entry\.hourly_wage.*shifts_worked\.labor_cost/);
  expect(await query(file, nulls.join(' union all '))).toEqual([]);
}
