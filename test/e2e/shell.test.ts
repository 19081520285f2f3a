import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { tempDir } from '../support/temp-dir.js';
import { toastProcess } from '../support/toast-process.js';

it('toast shell answers the queries of its input, and goes on after a wrong one', async () => {
  const cwd = await tempDir();
  const warehouse = await Warehouse.open(join(cwd, 'warehouse.duckdb'), { mode: 'write' });
  await warehouse.with((connection) =>
    connection.run(
      'create table toast_marts.sales_daily as select 1234.5::decimal(18, 4) as net_sales',
    ),
  );
  warehouse.close();
  const input = [
    ...['.format csv', 'from sales_daily;', 'select nothing;', 'drop table sales_daily;'],
    ...['.tables sales_d', '.describe sales_daily', 'select 7 as', 'seven;'],
    ...['.format table', `select 1 as n, '${'x'.repeat(200)}' as text from range(2);`, ''],
  ].join('\n');
  const { exitCode, stdout, stderr } = await toastProcess(cwd, ['shell'], { input });
  expect(exitCode).toBe(0);
  /* Without a terminal, there is nobody to prompt. */
  const [exact = '', table] = stdout.split('┌');
  expect(exact.trimEnd().split(/\r?\n/)).toEqual([
    ...['net_sales', '1234.5000'],
    ...['schema,name', 'toast_marts,sales_daily'],
    ...['name,type,description', 'net_sales,"DECIMAL(18,4)",'],
    ...['seven', '7'],
  ]);
  expect(table).toContain('Columns left out: text. .format vertical shows all columns');
  expect(stderr).toContain('nothing');
  expect(stderr).toContain('DROP is not possible');
});
