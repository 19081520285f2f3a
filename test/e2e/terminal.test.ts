import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { databaseTemplate } from '../support/database-template.js';
import { tempDir } from '../support/temp-dir.js';
import { toastProcess } from '../support/toast-process.js';
import { toast } from '../support/toast.js';

/* Retitles and clears a terminal, forges a line, reverses text. */
const hostile = '\u001b]0;x\u0007\u001b[2J\u009b1m\r\nforged line\u202e';
const shown = '\\e]0;x\\a\\e[2J\\u{9b}1m\\r\\nforged line\\u{202e}';
const unsafe = ['\u001b', '\u0007', '\u009b', '\r', '\u202e'];

const writeDatabase = databaseTemplate(async (connection) => {
  await connection.run('create table toast.guest (name varchar)');
  await connection.run('insert into toast.guest values ($text)', { text: hostile });
});

async function database(): Promise<string> {
  const cwd = await tempDir();
  await writeDatabase(join(cwd, 'warehouse.duckdb'));
  return cwd;
}

function expectSafe(...printed: string[]): void {
  for (const text of printed) {
    expect(unsafe.filter((character) => text.includes(character))).toEqual([]);
    expect(text.split('\n').filter((line) => line.startsWith('forged'))).toEqual([]);
  }
}

describe('control characters are shown', () => {
  it('in cells and titles of tables; JSON and CSV stay exact', async () => {
    const cwd = await database();
    const sql = `select name, 1 as "${hostile}" from guest`;
    const as = async (...args: string[]) => (await toast(cwd, ['query', sql, ...args])).stdout;

    const table = await as();
    expectSafe(table);
    expect(table.split(shown)).toHaveLength(3);
    expect(await as('--format', 'csv')).toBe(`name,"${hostile}"\r\n"${hostile}",1`);
    expect(JSON.parse(await as('--json'))).toMatchObject({ result: [{ name: hostile }] });
  });

  it('in errors of the engine, of flags and of arguments', async () => {
    const cwd = await database();
    for (const args of [
      ['query', `select * from "${hostile}"`],
      ['query', 'select name::int from guest'],
      ['query', `--${hostile}`],
      ['query', 'select 1', '--database', hostile],
      ['query', 'select 1', '--param', hostile],
      ['transform', '--project-dir', hostile],
    ]) {
      const { exitCode, stdout, stderr } = await toast(cwd, args);
      expect(exitCode, args.join(' ')).not.toBe(0);
      expectSafe(stdout, stderr);
      expect(stderr).toContain('\\e[2J');
    }
  });

  it('in the error of a command that does not exist', async () => {
    const { exitCode, stderr } = await toastProcess(await tempDir(), [hostile]);
    expect(exitCode).not.toBe(0);
    expectSafe(stderr);
    expect(stderr).toContain('\\e[2J');
  });

  it('in the lines and errors of a transform and of data tests', async () => {
    const cwd = await database();
    await mkdir(join(cwd, 'models'));
    await writeFile(join(cwd, 'dbt_project.yml'), 'name: shop\n');
    await writeFile(
      join(cwd, 'models/a.sql'),
      `{{ config(materialized='table', alias='${hostile}') }}select name::int as i from toast.guest`,
    );
    await writeFile(
      join(cwd, 'models/s.yml'),
      `models:\n  - name: a\n    data_tests: [{unique: {column_name: i, name: ${JSON.stringify(hostile)}}}]\n`,
    );
    for (const args of [['transform'], ['test'], ['transform', '--select', hostile]]) {
      const { exitCode, stdout, stderr } = await toast(cwd, [...args, '--project-dir', '.']);
      expect(exitCode, stderr).not.toBe(0);
      expectSafe(stdout, stderr);
      expect(stderr).toContain('\\e[2J');
    }
  });
});

it('toast query --csv-safe escapes formulas, and is refused where it has no meaning', async () => {
  const cwd = await database();
  const sql = "select '=1+1' as a, -12.5 as b, '@x' as \"=c\"";
  const csv = await toast(cwd, ['query', sql, '--format', 'csv', '--csv-safe']);
  expect(csv.stdout).toBe("a,b,'=c\r\n'=1+1,-12.5,'@x");
  const table = await toast(cwd, ['query', sql, '--csv-safe']);
  expect(table).toMatchObject({ exitCode: 2, stdout: '' });
  expect(table.stderr).toContain('--csv-safe does not apply to table.');
});
