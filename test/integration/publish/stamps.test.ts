import { expect, it, onTestFinished } from 'vitest';
import { planTables } from '../../../src/publish/plan/plan-tables.js';
import { labelOf } from '../../../src/publish/plan/published-table.js';
import { Source } from '../../../src/publish/source/source.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { projectOf } from '../../support/project-of.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';

const project = projectOf({ 'models/sold.sql': 'select 1 as id' });

/* Digests of the tables by name; missing for those that have to be read. */
async function stampsOf(warehouse: Warehouse): Promise<Record<string, string>> {
  const source = await Source.open({ warehouse, project });
  const profile = { exclude: [], guests: 'keep', employees: 'keep' } as const;
  const { tables } = planTables(source.relations, profile);
  source.close();
  return Object.fromEntries(
    tables.flatMap((table) => {
      const stamp = source.stampOf(table);
      return stamp === undefined ? [] : [[labelOf(table), stamp]];
    }),
  );
}

/* Notes what a run of models notes of a table that it has built. */
const build = (at: string) => `
  insert or replace into toast_meta.model_build values ('toast.sold', 'fingerprint', 'definition', 'columns');
  insert into toast_meta.model_run values ('r', 'sold', 'table', 'success', 25000, 1, null, '${at}')`;

it('a large table has the stamp of its latest build, and has to be read without one', async () => {
  const warehouse = await temporaryWarehouse();
  const change = (sql: string) => warehouse.with((connection) => connection.run(sql));
  await change(`
    create table toast.sold as select i as id, 1 as price from range(25000) as rows(i);
    create view toast_marts.days as select sum(price) as sales from toast.sold`);
  expect(await stampsOf(warehouse)).toEqual({});
  await change(build('2026-03-01'));
  const first = await stampsOf(warehouse);
  expect(Object.keys(first)).toEqual(['toast.sold', 'toast_marts.days']);
  expect(await stampsOf(warehouse)).toEqual(first);
  for (const sql of [
    build('2026-03-02'),
    'delete from toast.sold where id = 1',
    "insert into toast_meta.model_state values ('toast.sold', '2026-03-02', null, null)",
    "update toast_meta.model_build set fingerprint = 'other'",
  ]) {
    const before = await stampsOf(warehouse);
    await change(sql);
    const after = await stampsOf(warehouse);
    expect({
      sql,
      same: Object.keys(before).filter((name) => before[name] === after[name]),
    }).toEqual({
      ...{ sql, same: [] },
    });
  }
  await change(
    "insert into toast_meta.model_run values ('r', 'sold', 'table', 'unchanged', 0, 0, null, '2027-01-01')",
  );
  expect(Object.keys(await stampsOf(warehouse))).toHaveLength(2);
  /* As while it is built, and after a run that was killed. */
  await change('delete from toast_meta.model_build');
  expect(await stampsOf(warehouse)).toEqual({});
});

it('a view has a stamp if it reads tables and views only', async () => {
  const warehouse = await temporaryWarehouse();
  await warehouse.with((connection) =>
    connection.run(`
      create table toast.shop (id varchar, names varchar[]);
      insert into toast.shop values ('a', ['x']), ('b', null);
      create schema reporting;
      create table reporting.costs as select 1 as cost;
      create view toast_marts.direct as select id from toast.shop;
      create view toast_marts.nested as with direct as (from toast_marts.direct) select count(*) as n from direct;
      create view toast_marts.of_somebody as select cost from reporting.costs;
      create view toast_marts.of_today as select current_date as today;
      create macro reporting.days() as 3;
      create view toast_marts.of_a_macro as select reporting.days() as days;
      create view toast_marts.of_an_age as select age(timestamp '2026-03-01') as age;
      create view toast_marts.at_random as select random() as number from toast.shop;
      create view toast_marts.of_files as select * from glob('/nowhere/*');
      create view toast_marts.without_schema as select i from range(3) as rows(i)`),
  );
  const before = await stampsOf(warehouse);
  expect(Object.keys(before)).toEqual([
    'toast.shop',
    'toast_marts.direct',
    'toast_marts.nested',
    'toast_marts.of_somebody',
    'toast_marts.without_schema',
  ]);
  await warehouse.with((connection) =>
    connection.run("update toast.shop set names = ['y'] where id = 'a'"),
  );
  const after = await stampsOf(warehouse);
  expect(Object.keys(before).filter((name) => before[name] !== after[name])).toEqual([
    ...['toast.shop', 'toast_marts.direct', 'toast_marts.nested'],
  ]);
  await warehouse.with((connection) => connection.run('update reporting.costs set cost = 2'));
  expect((await stampsOf(warehouse))['toast_marts.of_somebody']).not.toBe(
    after['toast_marts.of_somebody'],
  );
});

it('a view that leaves out columns has the same stamp after the file was opened again', async () => {
  const warehouse = await temporaryWarehouse();
  const names = Array.from({ length: 12 }, (_, i) => `column_${i}`);
  const left = names.slice(0, 10).join(', ');
  const others = names.map((name) => `concat(${name}, ', ') as ${name}`).join(', ');
  await warehouse.with((connection) =>
    connection.run(`
      create table toast.wide as select ${names.map((name) => `1 as ${name}`).join(', ')};
      create view toast_marts.narrow as select * exclude (${left}) from toast.wide;
      create view toast_marts.other as select * replace (${others}) from toast.wide`),
  );
  const before = await stampsOf(warehouse);
  warehouse.close();
  const reader = await Warehouse.open(warehouse.path, { mode: 'read' });
  onTestFinished(() => reader.close());
  expect(Object.keys(before)).toEqual(['toast.wide', 'toast_marts.narrow', 'toast_marts.other']);
  expect(await stampsOf(reader)).toEqual(before);
});
