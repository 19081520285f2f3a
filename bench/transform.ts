import { readdir, readFile, rm, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProject } from '../src/transform/project.js';
import { runModels } from '../src/transform/run.js';
import { createRawTable, landPages } from '../src/warehouse/raw.js';
import { Warehouse } from '../src/warehouse/warehouse.js';

/*
 * Builds all models of orders from 20,000 orders, then again after 100 of them changed, then with nothing
 * new. The orders are the recorded ones of ../shared/toast-samples where present, else those of
 * test/fixtures, under fresh GUIDs, and as many of each that they are 15 kB on average.
 *
 *     npx tsx bench/transform.ts [orders]
 */
const count = Number(process.argv[2] ?? 20_000);
const root = join(import.meta.dirname, '..');
const samples = join(root, '../shared/toast-samples');
const fixtures = join(root, 'test/fixtures/orders');

const texts = await orders();
const folder = await mkdtemp(join(tmpdir(), 'toast-bench-'));
const warehouse = await Warehouse.open(join(folder, 'warehouse.duckdb'), { mode: 'write' });
const project = await loadProject(root);
try {
  const megabytes = await replicate();
  const full = await timed();
  await touch(100);
  const changed = await timed();
  const idle = await timed();
  const size = await warehouse.size();
  console.log(
    JSON.stringify({
      bench: 'transform',
      orders: count,
      payload_mb: round(megabytes),
      full_s: full.seconds,
      full_cpu_s: full.cpu,
      changed_100_s: changed.seconds,
      nothing_new_s: idle.seconds,
      file_mb: round(size / 1e6),
      slowest: full.slowest,
    }),
  );
} finally {
  warehouse.close();
  await rm(folder, { recursive: true });
}

/* The largest first. */
async function orders(): Promise<string[]> {
  const recorded = await readdir(samples).catch(() => []);
  const names = recorded.filter((name) => name.startsWith('order-'));
  const paths =
    names.length > 0
      ? names.map((name) => join(samples, name))
      : ['everything.json', 'deep.json', 'gaps.json'].map((name) => join(fixtures, name));
  const found = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return found.map((text) => JSON.stringify(JSON.parse(text))).sort((a, b) => b.length - a.length);
}

/* Every GUID of an entity gets the number of the order as its last eight digits. */
async function replicate(): Promise<number> {
  const [large = '', ...small] = texts;
  const smaller = small.reduce((sum, text) => sum + text.length, 0) / small.length;
  const share = Math.min(1, Math.max(0, (15_000 - smaller) / (large.length - smaller)));
  const page = join(folder, 'samples.json');
  await writeFile(page, JSON.stringify(texts.map((text) => ({ text }))));
  return warehouse.with(async (connection) => {
    await createRawTable(connection, 'orders');
    await connection.run(
      `insert into raw_toast.orders (restaurant_id, id, payload, extracted_at, run_id)
      with sample as (select text, row_number() over () - 1 as place from read_json('${page}')),
      wanted as (
        select i, case when i % 100 < ${100 * share} then 0 else 1 + i % ${small.length} end as place
        from range(${count}) as numbers(i)
      ),
      payloads as (
        select regexp_replace(
          text, '("guid":"[0-9a-f-]{28})[0-9a-f]{8}"', '\\1' || printf('%08x', i) || '"', 'g'
        )::json as payload
        from wanted join sample using (place)
      )
      select 'restaurant', payload->>'guid', payload, to_timestamp(1700000000), 'bench'
      from payloads`,
    );
    const [sum] = await connection.all<{ mb: number }>(
      'select sum(strlen(payload)) / 1e6 as mb from raw_toast.orders',
    );
    return sum?.mb ?? 0;
  });
}

/* Lands orders from all over the table again, with another source. */
async function touch(orders: number): Promise<void> {
  await warehouse.with(async (connection) => {
    const page = join(folder, 'changed.json');
    await connection.run(
      `copy (
        select json_merge_patch(payload, '{"source":"changed"}') as payload from (
          select payload, row_number() over (order by id) as place from raw_toast.orders
        ) where place % ${Math.max(1, Math.floor(count / orders))} = 0
      ) to '${page}.rows' (format json)`,
    );
    const rows = (await readFile(`${page}.rows`, 'utf8')).trim().split('\n');
    const payloads = rows.map((row) => (JSON.parse(row) as { payload: object }).payload);
    await writeFile(page, JSON.stringify(payloads));
    await landPages(
      connection,
      { table: 'orders', idPath: '$.guid' },
      {
        restaurantId: 'restaurant',
        runId: 'bench',
        at: 1_700_000_001_000,
        files: [page],
        maximumObjectSize: 10_000_000,
      },
    );
  });
}

async function timed() {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const results = await runModels({
    warehouse,
    project,
    select: ['stg_order+'],
    fullRefresh: false,
    threads: 4,
    runId: 'bench',
    clock: () => performance.now(),
    onEvent: () => undefined,
  });
  for (const { status, error } of results) if (status !== 'success') throw error;
  const slowest = results
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 5)
    .map(({ model, seconds }) => `${model} ${round(seconds)}`);
  const { user, system } = process.cpuUsage(cpu);
  const seconds = round((performance.now() - began) / 1000);
  return { seconds, cpu: round((user + system) / 1e6), slowest };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
