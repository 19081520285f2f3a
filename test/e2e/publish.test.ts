import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { startSimulatedApi } from '../support/simulated-api.js';
import { tempDir } from '../support/temp-dir.js';
import { toast } from '../support/toast.js';
import { whenDone } from '../support/vitest/when-done.js';

const world = { restaurants: 1, ordersPerDay: 5, from: '2026-03-01', to: '2026-03-02' };

/* A project of two models: what the bundled ones publish has its own tests. */
const files = {
  'dbt_project.yml': 'name: reports\nmodels: {+materialized: table, +meta: {skip_unchanged: true}}',
  'models/sources.yml': 'sources: [{name: raw_toast, tables: [{name: orders}]}]',
  'models/sold.sql':
    "select id, (payload ->> 'numberOfGuests')::integer as guests from {{ source('raw_toast', 'orders') }}",
  'models/days.sql':
    "{{ config(materialized='view') }} select sum(guests) as guests from {{ ref('sold') }}",
  'models/sold.yml': `models:
  - { name: sold, columns: [{ name: id, data_tests: [not_null] }] }
  - { name: days, columns: [{ name: guests, data_tests: [accepted_values: { arguments: { values: [-1] }, config: { enabled: false } }] }] }`,
};

async function workplace(publish: Record<string, unknown>) {
  const { simulator, configuration } = await startSimulatedApi(world);
  const cwd = await tempDir();
  const resources = ['restaurants', 'jobs', 'orders'];
  await writeFile(
    join(cwd, 'configuration.json'),
    JSON.stringify({ ...configuration, resources, publish }),
    { mode: 0o600 },
  );
  await mkdir(join(cwd, 'reports', 'models'), { recursive: true });
  await mkdir(join(cwd, 'share'));
  const write = (name: keyof typeof files, text: string) =>
    writeFile(join(cwd, 'reports', name), text);
  for (const name of Object.keys(files) as (keyof typeof files)[]) await write(name, files[name]);
  return {
    ...{ cwd, write },
    /** Adds a guest to the first order. */
    addGuest: async () => {
      const warehouse = await Warehouse.open(join(cwd, 'warehouse.duckdb'), { mode: 'read' });
      const [order] = await warehouse.with((connection) =>
        connection.all<{ restaurant: string; id: string }>(
          'select restaurant_id as restaurant, id from raw_toast.orders order by id limit 1',
        ),
      );
      warehouse.close();
      expect(simulator.editOrder(order!.restaurant, order!.id)).toBe(true);
    },
    file: join(cwd, 'share', 'sales.duckdb'),
    run: async (...more: string[]) => {
      const args = ['run', '--project-dir', 'reports', '--json', ...more];
      const { exitCode, stdout } = await toast(cwd, args);
      return { exitCode, ...(JSON.parse(stdout).result as Result) };
    },
  };
}

interface Result {
  readonly steps: readonly { step: string }[];
  readonly publish?: readonly { target: string; status: string; rows: number; reason?: string }[];
}

/* A notebook in another process: it opens the file and asks it whenever it is told to. */
async function notebook(file: string) {
  const script = `
        const instance = await DuckDBInstance.create(process.argv[1], { access_mode: 'READ_ONLY' });
    const connection = await instance.connect();
    for (;;) {
      const reader = await connection.runAndReadAll('select guests::integer as guests from days');
      console.log(reader.getRowObjectsJson()[0].guests);
      await new Promise((resolve) => process.stdin.once('data', resolve));
    }`;
  const child = execFile(process.execPath, ['--input-type=module', '--eval', script, file]);
  whenDone(() => void child.kill());
  const lines = createInterface({ input: child.stdout! });
  const ended = once(child, 'exit').then(([code]) => [`ended with ${code}`]);
  const answer = async () => Number((await Promise.race([once(lines, 'line'), ended]))[0]);
  return {
    first: await answer(),
    ask: async () => {
      const answered = answer();
      child.stdin?.write('\n');
      return answered;
    },
    close: async () => {
      child.kill();
      await ended;
    },
  };
}

it('the night runs while notebooks have the published file open; each new one reads the new data', async () => {
  const { addGuest, file, run, cwd } = await workplace({
    share: { to: 'share/sales.duckdb', mode: '0640' },
  });
  const first = await run();
  expect(first).toMatchObject({ exitCode: 0, publish: [{ target: 'share', status: 'published' }] });
  expect(first.steps.map(({ step }) => step)).toEqual(['extract', 'transform', 'test', 'publish']);
  expect(statSync(file).mode & 0o777).toBe(0o640);

  const open = [await notebook(file)];
  const guests = [open[0]!.first];
  for (const night of [1, 2]) {
    await addGuest();
    expect(await run(), `night ${night}`).toMatchObject({
      exitCode: 0,
      publish: [{ status: 'published' }],
    });
    open.push(await notebook(file));
    guests.push(open[night]!.first);
    for (const [i, reader] of open.entries()) expect(await reader.ask()).toBe(guests[i]);
  }
  expect(guests).toEqual([guests[0], guests[0]! + 1, guests[0]! + 2]);
  for (const reader of open) await reader.close();

  expect(await run()).toMatchObject({ exitCode: 0, publish: [{ status: 'unchanged' }] });
  const doctor = JSON.parse((await toast(cwd, ['doctor', '--json'])).stdout);
  expect(doctor.result.findings).toContainEqual(
    expect.objectContaining({
      check: 'publish',
      status: 'ok',
      text: expect.stringMatching(/up to date$/),
    }),
  );
});

it('what failed its tests is not published by a run, unless the target wants it; a model that failed never is', async () => {
  const { run, write, cwd } = await workplace({
    share: { to: 'share/sales.duckdb' },
    anyway: { to: 'share/anyway.duckdb', evenIfTestsFail: true },
    missing: { to: 'nowhere/sales.duckdb', evenIfTestsFail: true },
  });
  await write(
    'models/sold.yml',
    files['models/sold.yml'].replace('enabled: false', 'enabled: true'),
  );
  const failed = await run();
  expect(failed).toMatchObject({
    exitCode: 6,
    publish: [
      { target: 'share', status: 'skipped', reason: 'a data test failed' },
      { target: 'anyway', status: 'published' },
      { target: 'missing', status: 'failed', exitCode: 5 },
    ],
  });
  expect(readdirSync(join(cwd, 'share'))).toEqual(['anyway.duckdb']);

  await write('models/sold.yml', files['models/sold.yml']);
  await write('models/sold.sql', 'select 1 as id from nowhere.at_all');
  const before = readFileSync(join(cwd, 'share', 'anyway.duckdb'));
  const broken = await run('--only', 'transform,publish');
  expect(broken.exitCode).toBe(6);
  expect(new Set(broken.publish?.map(({ status }) => status))).toEqual(new Set(['skipped']));
  expect(readFileSync(join(cwd, 'share', 'anyway.duckdb')).equals(before)).toBe(true);

  await rename(join(cwd, 'share'), join(cwd, 'nowhere'));
  const { stdout, exitCode } = await toast(cwd, ['publish', 'missing', 'share', '--verify']);
  expect(exitCode).toBe(5);
  expect(stdout).toMatch(
    /^publish +missing: published \(2 tables, \d+ rows; equal to the database\)/m,
  );
  expect(stdout).toMatch(/^publish failed +share: There is no folder/m);
});

it('a publisher that is killed at any point leaves the old file, and the next one clears up', async () => {
  const { run, cwd, file, addGuest } = await workplace({ share: { to: 'share/sales.duckdb' } });
  await run();
  const before = readFileSync(file);
  await addGuest();
  await run('--skip', 'publish');
  for (const killAt of [0, 1, 2]) {
    const script = `
      import { Warehouse } from './dist/warehouse/warehouse.js';
      import { publishTargets } from './dist/publish/run/publish-targets.js';
      import { chooseTargets } from './dist/publish/target.js';
      const [cwd, killAt] = process.argv.slice(1);
      const warehouse = await Warehouse.open(cwd + '/warehouse.duckdb', { mode: 'read' });
      let seen = 0;
      await publishTargets({
        warehouse,
        project: { models: new Map() },
        targets: chooseTargets([cwd + '/share/sales.duckdb'], { publish: {} }),
        settings: { s3: { useSsl: true } },
        waitMs: () => 0,
        signal: new AbortController().signal,
        runtime: { now: Date.now },
        onEvent: () => void (seen++ === Number(killAt) && process.kill(process.pid, 'SIGKILL')),
      });`;
    const root = join(import.meta.dirname, '../..');
    const args = ['--input-type=module', '--eval', script, cwd, String(killAt)];
    const [, signal] = await once(execFile(process.execPath, args, { cwd: root }), 'exit');
    expect(signal).toBe('SIGKILL');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(join(cwd, 'share')).length).toBe(killAt === 0 ? 1 : 3);
  }
  expect((await toast(cwd, ['publish'])).stdout).toMatch(/^publish +share: published/m);
  expect(readdirSync(join(cwd, 'share'))).toEqual(['sales.duckdb']);
});

it("names and subcommands do not get into each other's way", async () => {
  const cwd = await tempDir();
  const configure = (publish: object) =>
    writeFile(join(cwd, 'configuration.json'), JSON.stringify({ publish }), { mode: 0o600 });
  const json = async (...args: string[]) => {
    const { stdout } = await toast(cwd, [...args, '--json']);
    const { status, error } = JSON.parse(stdout) as { status: number; error: { message: string } };
    /* A line that is indented continues the one before. */
    return [status, error.message.split(/\n(?! )/).at(-1)];
  };
  expect(await json('publish')).toEqual([2, 'There is no target to publish to.']);
  expect(await json('publish', 'sales')).toEqual([2, 'There is no target sales.']);
  expect((await json('publish', 'status'))[1]).toMatch(/^target +Name of a target/);
  await configure({ status: { to: 'a.duckdb' } });
  expect(await json('publish')).toEqual([
    3,
    expect.stringMatching(/^- publish\.status is a subcommand/),
  ]);
  await configure({ share: { to: 'share.duckdb' } });
  for (const words of [['publish'], ['publish', 'share'], ['publish', 'status', 'share']]) {
    expect((await json(...words))[1]).toMatch(/^There is no readable database at/);
  }
  expect(await json('publish', 'maintain', 'share')).toEqual([2, 'share needs no maintenance.']);
});
