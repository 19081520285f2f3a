import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { newKey } from '../../src/config/key.js';
import { writeNewDatabase } from '../support/database-template.js';
import { needs } from '../support/vitest/needs.js';
import { startApiFor } from '../support/simulated-api.js';
import { tempDir } from '../support/temp-dir.js';
import { bin } from '../support/toast-process.js';
import { toast } from '../support/toast.js';

/* Reads every file below a folder: its bytes by its path. */
async function contents(folder: string, except?: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== except);
  return Object.fromEntries(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path, await readFile(path, 'latin1')] as const;
      }),
    ),
  );
}

const configuration = {
  ...{ clientId: 'an-id', clientSecret: 'canary-secret', domain: 'ws-api.example.com' },
  ...{ initialSyncStart: '2026-01-01', key: newKey() },
};

interface Case {
  args: string[];
  /** Over the configuration; null: no file. */
  configuration?: Record<string, unknown> | null;
  environment?: Record<string, string>;
  exitCode: number;
  says: string[];
}

const cases: Record<string, Case> = {
  'no configuration': {
    args: ['extract'],
    configuration: null,
    exitCode: 3,
    says: ['clientId (TOAST_CLIENT_ID) is missing', 'key (TOAST_KEY)', 'openssl rand', 'Toast Web'],
  },
  'http:// to another machine': {
    args: ['extract'],
    configuration: { domain: 'http://ws-api.example.com' },
    exitCode: 3,
    says: ['domain (TOAST_DOMAIN)', 'http://', 'loopback'],
  },
  'an unknown key': {
    args: ['extract'],
    configuration: { initial_sync_start: 'x' },
    exitCode: 3,
    says: ['initial_sync_start is not a configuration key', 'Did you mean initialSyncStart?'],
  },
  'initialSyncStart in the future': {
    args: ['extract'],
    environment: { TOAST_INITIAL_SYNC_START: '2999-01-01' },
    exitCode: 3,
    says: ['initialSyncStart', '2999-01-01', 'in the future'],
  },
  '--from in the future': {
    args: ['extract', '--from', '2999-01-01'],
    exitCode: 2,
    says: ['--from 2999-01-01 is in the future'],
  },
  '--from after --to': {
    args: ['extract', '--from', '2026-02-02', '--to', '2026-02-01'],
    exitCode: 2,
    says: ['--from 2026-02-02 is not before --to 2026-02-01'],
  },
  '--to before initialSyncStart': {
    args: ['extract', '--to', '2025-12-31'],
    exitCode: 2,
    says: ['--to 2025-12-31 is not after initialSyncStart'],
  },
  'an unknown flag': {
    args: ['status', '--restarant', 'loop'],
    exitCode: 2,
    says: ['There is no flag --restarant.', 'Did you mean --restaurant?'],
  },
  'an unknown resource': {
    args: ['extract', '--resources', 'order,jobs'],
    exitCode: 2,
    says: ['There is no resource order.', 'Did you mean orders'],
  },
  'a --wait that is not a duration': {
    args: ['status', '--wait', 'long'],
    exitCode: 2,
    says: ['--wait long is not a duration', '10m'],
  },
  'no database': {
    args: ['query', 'select 1'],
    exitCode: 5,
    says: ['There is no readable database at', 'warehouse.duckdb', '`toast run`'],
  },
  'a folder instead of a database file': {
    args: ['extract', '--database', '.'],
    exitCode: 5,
    says: ['is a folder'],
  },
  'a database in memory': {
    args: ['extract', '--database', ':memory:'],
    exitCode: 5,
    says: ['":memory:" is not the path of a file', '--database'],
  },
  'no project': {
    args: ['transform', '--project-dir', '.'],
    exitCode: 2,
    says: ['dbt_project.yml', '--project-dir'],
  },
};

it.each(Object.entries(cases))(
  'bad input, %s: the error says what and how to fix it, and no file is created or changed',
  async (_, bad) => {
    const cwd = await tempDir();
    if (bad.configuration !== null) {
      const text = JSON.stringify({ ...configuration, ...bad.configuration });
      await writeFile(join(cwd, 'configuration.json'), text, { mode: 0o600 });
    }
    const before = await contents(cwd);
    const { environment = {} } = bad;
    const { exitCode, stdout, stderr } = await toast(cwd, [...bad.args, '--json'], { environment });
    expect({ exitCode, stderr }).toEqual({ exitCode: bad.exitCode, stderr: '' });
    const { status, error } = JSON.parse(stdout);
    expect(status).toBe(bad.exitCode);
    const text = `${error.message}\n${error.suggestion}`;
    for (const part of bad.says) expect(text).toContain(part);
    expect(stdout).not.toContain('canary-secret');
    expect(await contents(cwd)).toEqual(before);
  },
);

describe('toast extract from a simulated API', () => {
  const world = { from: '2026-03-03', to: '2026-03-05', now: new Date('2026-03-05T20:00:00Z') };

  it('leaves no database behind when the login is refused', async () => {
    const folder = await tempDir();
    await startApiFor(folder, world);
    const environment = { TOAST_CLIENT_SECRET: 'wrong' };
    const { exitCode, stderr } = await toast(folder, ['extract'], { environment });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('Check clientId, clientSecret and domain');
    expect((await readdir(folder)).sort()).toEqual(['configuration.json', 'logs']);
  });

  it('finds restaurants that the configuration lists by name, once they have been read', async () => {
    const folder = await tempDir();
    await startApiFor(folder, world);
    const dryRun = await toast(folder, ['extract', '--dry-run', '--json']);
    const plan = JSON.parse(dryRun.stdout).result.plan as { restaurantId: string }[];
    await rm(join(folder, 'warehouse.duckdb'));
    const ids = [...new Set(plan.map(({ restaurantId }) => restaurantId))].join(',');
    const environment = { TOAST_RESTAURANTS: ids };
    const only = ['extract', '--resources', 'restaurant_details,jobs', '--json'];
    expect((await toast(folder, only, { environment })).exitCode).toBe(0);
    const names = await toast(folder, ['status', '--json']);
    const [first] = JSON.parse(names.stdout).result.resources.filter(
      ({ resource }: { resource: string }) => resource === 'jobs',
    );
    const one = await toast(folder, [...only, '--restaurants', first.restaurant], { environment });
    expect(JSON.parse(one.stdout)).toMatchObject({ status: 0 });
    const none = await toast(folder, [...only, '--restaurants', 'Nowhere at all'], { environment });
    expect(JSON.parse(none.stdout).error).toMatchObject({
      message: 'No accessible restaurant matches Nowhere at all.',
      suggestion: expect.stringContaining(first.restaurant),
    });
  });

  it(
    'ends with a database error when the disk is full, and the next run completes',
    needs('a shell with ulimit', process.platform !== 'win32'),
    async () => {
      const cwd = await tempDir();
      await startApiFor(cwd, world);
      /* What a process may write into one file, in blocks of a kilobyte. */
      const limited = await execa(
        'bash',
        ['-c', 'ulimit -f 1000; exec "$@"', 'bash', process.execPath, bin, 'extract', '--json'],
        { cwd, reject: false },
      );
      expect(limited.exitCode).toBe(5);
      expect(JSON.parse(limited.stdout).error.message).toContain('No space is left');
      const next = await toast(cwd, ['extract', '--json']);
      expect(JSON.parse(next.stdout)).toMatchObject({ status: 0, result: { status: 'complete' } });
      expect((await readdir(cwd)).sort()).toEqual([
        'configuration.json',
        'logs',
        'warehouse.duckdb',
      ]);
    },
  );
});

describe('toast transform of invalid models', () => {
  const models: [Record<string, string>, string[]][] = [
    [
      { 'a.sql': "select * from {{ ref('ordres') }}", 'orders.sql': 'select 1' },
      ['models/a.sql', 'there is no model ordres', 'Did you mean orders?'],
    ],
    [
      { 'a.sql': "from {{ ref('b') }}", 'b.sql': "from {{ ref('a') }}" },
      ['in a circle: a → b → a'],
    ],
    [{ 'a.sql': 'select\n  {{ 1 + }}' }, ['models/a.sql:2']],
    [{ 'a.sql': 'select 1', 's.yml': 'models:\n  - name: a\n   columns: x\n' }, ['models/s.yml:3']],
    [{}, ['There are no models in']],
  ];

  it('names the file and line, and leaves the database as it was', async () => {
    const cwd = await tempDir();
    await writeNewDatabase(join(cwd, 'warehouse.duckdb'));
    for (const [files, says] of models) {
      await rm(join(cwd, 'shop'), { recursive: true, force: true });
      await mkdir(join(cwd, 'shop/models'), { recursive: true });
      await writeFile(join(cwd, 'shop/dbt_project.yml'), 'name: shop\n');
      for (const [file, text] of Object.entries(files)) {
        await writeFile(join(cwd, 'shop/models', file), text);
      }
      const before = await contents(cwd, 'toast.log');
      const args = ['transform', '--project-dir', 'shop', '--json'];
      const { exitCode, stdout } = await toast(cwd, args);
      expect(exitCode).toBe(6);
      const { error } = JSON.parse(stdout);
      for (const part of says) expect(`${error.message} ${error.suggestion}`).toContain(part);
      expect(await contents(cwd, 'toast.log')).toEqual(before);
    }
  });
});
