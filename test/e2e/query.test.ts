import { existsSync } from 'node:fs';
import { link, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { databaseTemplate } from '../support/database-template.js';
import { tempDir } from '../support/temp-dir.js';
import { bin, toastProcess } from '../support/toast-process.js';
import { toast } from '../support/toast.js';

const writeDatabase = databaseTemplate(async (connection) => {
  await connection.run('create table toast.orders (id varchar, total decimal(18, 4), day date)');
  await connection.run(`insert into toast.orders values
    ('a', 12.5, '2026-03-01'), ('b, "c"', -3, '2026-03-02'), ('é', null, null)`);
  await connection.run('create table raw_toast.orders as select 1 as raw');
  await connection.run('create table toast_marts.sales_daily as select 42 as net_sales');
});

async function database(): Promise<string> {
  const cwd = await tempDir();
  await writeDatabase(join(cwd, 'warehouse.duckdb'));
  return cwd;
}

const sql = 'select * from orders order by id';

it('toast query prints every format, and finds tables without their schema', async () => {
  const cwd = await database();
  const as = async (format: string, ...more: string[]) =>
    (await toast(cwd, ['query', sql, '--format', format, ...more])).stdout;

  expect(await as('csv')).toBe(
    'id,total,day\r\na,12.5000,2026-03-01\r\n"b, ""c""",-3.0000,2026-03-02\r\né,,',
  );
  expect(JSON.parse(await as('json'))).toEqual([
    { id: 'a', total: 12.5, day: '2026-03-01' },
    { id: 'b, "c"', total: -3, day: '2026-03-02' },
    { id: 'é', total: null, day: null },
  ]);
  expect((await as('ndjson')).split('\n').map((line) => JSON.parse(line).id)).toEqual([
    'a',
    'b, "c"',
    'é',
  ]);
  expect((await as('markdown')).split('\n')).toEqual([
    '| id | total | day |',
    '| --- | --: | --- |',
    '| a | 12.5000 | 2026-03-01 |',
    '| b, "c" | -3.0000 | 2026-03-02 |',
    '| é |  |  |',
  ]);
  const mart = await toast(cwd, ['query', 'from sales_daily', '--format', 'csv']);
  expect(mart.stdout).toBe('net_sales\r\n42');
});

it('toast query prints tables of at most 120 characters without a terminal, or --vertical', async () => {
  const cwd = await database();
  const wide =
    "select *, repeat('x', 200) as note, 1234.5::decimal(18, 4) as paid from orders order by id";
  const { stdout } = await toast(cwd, ['query', wide]);
  expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120);
  expect(stdout.split('\n').slice(1, 3)).toEqual([
    '│ id      │         total │ day        │          paid │',
    '│ varchar │ decimal(18,4) │ date       │ decimal(18,4) │',
  ]);
  expect(stdout.split('\n').slice(-2)).toEqual([
    'Columns left out: note. --vertical shows all columns, and so do other formats.',
    '3 rows',
  ]);
  const vertical = (await toast(cwd, ['query', wide, '--vertical'])).stdout.split('\n');
  expect(vertical.slice(0, 6)).toEqual([
    '── row 1 ──',
    'id    │ a',
    'total │ 12.50',
    'day   │ 2026-03-01',
    `note  │ ${'x'.repeat(200)}`,
    'paid  │ 1,234.50',
  ]);
  expect(await toast(cwd, ['query', sql, '--vertical', '--format', 'csv'])).toMatchObject({
    exitCode: 2,
    stdout: '',
  });
});

it('toast query --output takes the format from the name of the file, unless told otherwise', async () => {
  const cwd = await database();
  const first = "select id from orders where id = 'a'";
  const written = async (name: string, ...more: string[]) => {
    await toast(cwd, ['query', first, '--output', name, ...more]);
    return readFile(join(cwd, name), 'utf8');
  };
  expect(await written('a.csv')).toBe('id\r\na\r\n');
  expect(JSON.parse(await written('a.json'))).toEqual([{ id: 'a' }]);
  expect(await written('b.csv', '--format', 'ndjson')).toBe('{"id":"a"}\n');
  expect((await written('a.parquet')).slice(0, 4)).toBe('PAR1');
});

it('toast query --json with --output writes the rows to the file, as JSON unless told otherwise', async () => {
  const cwd = await database();
  const ended = await toast(cwd, ['query', sql, '--json', '--output', 'rows']);
  expect(JSON.parse(ended.stdout)).toEqual({
    status: 0,
    result: { output: 'rows' },
    warnings: [],
  });
  expect(JSON.parse(await readFile(join(cwd, 'rows'), 'utf8'))).toHaveLength(3);
  await toast(cwd, ['query', sql, '--json', '--format', 'csv', '--output', 'rows']);
  expect(await readFile(join(cwd, 'rows'), 'utf8')).toMatch(/^id,total,day\r\n/);
});

it('toast query reads SQL from a file and from standard input, with parameters', async () => {
  const cwd = await database();
  const where = 'select id from orders where day >= $from order by id limit $n';
  await writeFile(join(cwd, 'q.sql'), where);
  const parameters = ['--param', 'from=2026-03-01', '--param', 'n=1', '--format', 'csv'];
  const file = await toast(cwd, ['query', '--file', 'q.sql', ...parameters]);
  const stdin = await toastProcess(cwd, ['query', '-', ...parameters], { input: where });
  expect(file.stdout).toBe('id\r\na');
  expect(stdin.stdout).toBe(file.stdout);
});

it('toast query writes CSV and Parquet files that DuckDB reads back', async () => {
  const cwd = await database();
  await mkdir(join(cwd, 'out'));
  await toast(cwd, ['query', sql, '--format', 'parquet', '--output', 'out/o.parquet']);
  await toast(cwd, ['query', sql, '--format', 'csv', '--output', 'out/o.csv']);
  const back = await toast(cwd, [
    ...['query', '--format', 'json', '--allow-dir', 'out'],
    "select count(*) as n, sum(total) as total from 'out/o.parquet'",
  ]);
  expect(JSON.parse(back.stdout)).toEqual([{ n: 3, total: 9.5 }]);
  expect(await readFile(join(cwd, 'out/o.csv'), 'utf8')).toContain('a,12.5000,2026-03-01\r\n');
  for (const name of ['out/o.parquet', 'out/o.csv']) {
    expect((await stat(join(cwd, name))).mode & 0o777).toBe(0o600);
  }
  expect((await readdir(join(cwd, 'out'))).sort()).toEqual(['o.csv', 'o.parquet']);
});

it.each(['csv', 'parquet'])(
  'toast query --format %s refuses to replace the database, its files and the configuration',
  async (format) => {
    const cwd = await database();
    await writeFile(join(cwd, 'my.json'), '{}');
    await link(join(cwd, 'warehouse.duckdb'), join(cwd, 'hard.csv'));
    await symlink('my.json', join(cwd, 'soft.csv'));
    const before = await readFile(join(cwd, 'warehouse.duckdb'));
    const files = await readdir(cwd);
    for (const name of ['warehouse.duckdb', 'hard.csv', 'warehouse.duckdb.wal', 'soft.csv']) {
      const given = ['--format', format, '--config', 'my.json', '--output', name];
      const refused = await toast(cwd, ['query', sql, ...given]);
      expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
      expect(refused.stderr).toContain('would overwrite');
    }
    expect(await readdir(cwd)).toEqual(files);
    expect(await readFile(join(cwd, 'warehouse.duckdb'))).toEqual(before);
    expect(await readFile(join(cwd, 'my.json'), 'utf8')).toBe('{}');
  },
);

/* A file that may not grow is written to in part before writing fails, as on a full disk. */
it.runIf(existsSync('/dev/full')).each([
  ['is full', '> /dev/full', 'no space is left'],
  ['takes a part', '> out.csv', 'EFBIG'],
])('a standard output that %s ends the command with a message', async (_, output, why) => {
  const cwd = await database();
  const command = `'${process.execPath}' '${bin}' query 'from range(2000)' --format csv`;
  const { exitCode, stderr } = await execa('bash', ['-c', `ulimit -f 4; ${command} ${output}`], {
    ...{ cwd, reject: false },
  });
  expect(stderr).toBe(` ›   Error: The output cannot be written: ${why}.`);
  expect(exitCode).toBe(5);
});

it('toast query streams to a device, which Parquet cannot be written to', async () => {
  const cwd = await database();
  const device = (format: string) => ['--format', format, '--output', '/dev/null'];
  expect(await toast(cwd, ['query', sql, ...device('csv')])).toMatchObject({ exitCode: 0 });
  const parquet = await toast(cwd, ['query', sql, ...device('parquet')]);
  expect(parquet.exitCode).toBe(2);
  expect(parquet.stderr).toContain('/dev/null is not a regular file');
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
});

it.each([
  ['select nonsense from orders', 5, 'LINE 1'],
  ['delete from orders', 5, 'reading only'],
  ['select 1; select 2', 2, '2 statements'],
  ["select '--' as pivot; copy (select 42 a) to 'x.csv'", 2, '2 statements'],
  ['from toast_meta.token', 5, 'toast_meta.token cannot be queried'],
  ["from 'configuration.json'", 5, '--allow-dir'],
  ["from query('from enable' || '_logging(storage = ''file'')')", 5, 'query cannot be used'],
])(
  'toast query refuses %s with exit code %i, says why and changes nothing',
  async (bad, exitCode, reason) => {
    const cwd = await database();
    const text = await toast(cwd, ['query', bad]);
    expect(text).toMatchObject({ exitCode, stdout: '' });
    expect(text.stderr).toContain(reason);
    const json = await toast(cwd, ['query', bad, '--json']);
    expect(json).toMatchObject({ exitCode, stderr: '' });
    expect(JSON.parse(json.stdout)).toMatchObject({ status: exitCode });
    expect(await readdir(cwd)).toEqual(['warehouse.duckdb']);
    const left = await toast(cwd, ['query', 'select count(*) as n from orders', '--format', 'csv']);
    expect(left.stdout).toBe('n\r\n3');
  },
);
