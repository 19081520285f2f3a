import { expect, it } from 'vitest';
import { exitCodeOf, summarizeTests } from '../../../src/pipeline/run-summary.js';
import { runChangedTests } from '../../../src/transform/run/changed-tests.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { rows } from './support/shop.js';
import { buildAndTest, lasting, loadShop, ofClock, testedShop } from './support/tested-shop.js';

const passed = {
  ...Object.fromEntries(lasting.map((name) => [name, 'pass'])),
  ...Object.fromEntries(ofClock.map((name) => [name, 'pass'])),
};
const unchanged = Object.fromEntries(lasting.map((name) => [name, 'unchanged']));
const everything = [...lasting, ...ofClock].toSorted();
const ofOrders = ['orders_total', 'orders_unique', 'sales_total'];
const day = 24 * 60 * 60 * 1000;

it('a run tests what may have changed since it passed, and counts the rest as passed', async () => {
  const warehouse = await temporaryWarehouse();
  const change = (sql: string) => warehouse.with((connection) => connection.run(sql));
  const test = (...options: Parameters<typeof testedShop>) =>
    buildAndTest(warehouse, testedShop(...options));
  await loadShop(warehouse, 3);
  expect(await test()).toEqual({ ran: everything, statuses: passed });
  const again = await test();
  expect(again).toEqual({ ran: ofClock, statuses: { ...passed, ...unchanged } });

  /* A row of a table: the tests of it, and those of the view that reads it. */
  await change(
    "insert into raw_toast.orders values (7, -1, 'epoch'::timestamptz + interval 1 day)",
  );
  const broken = await test();
  expect(broken.ran).toEqual([...ofClock, ...ofOrders].toSorted());
  expect(broken.statuses).toMatchObject({ orders_total: 'fail', jobs_unique: 'unchanged' });
  /* A test that failed runs until it passes. */
  expect(await test()).toEqual({
    ran: [...ofClock, 'orders_total'].toSorted(),
    statuses: { ...passed, ...unchanged, orders_total: 'fail' },
  });
  expect((await test({ least: -1 })).ran).toEqual([...ofClock, 'orders_total'].toSorted());
  expect((await test({ least: -1 })).ran).toEqual(ofClock);
  /* A change of the definition. */
  expect((await test({ least: 0 })).statuses).toMatchObject({ orders_total: 'fail' });
  await change('delete from raw_toast.orders where id = 7');
  expect((await test()).statuses).toMatchObject({ orders_total: 'pass' });

  expect((await test()).ran).toEqual(ofClock);

  /* The text of a view. */
  expect((await test({ total: 'max(total)' })).ran).toEqual([...ofClock, 'sales_total'].toSorted());
  expect((await test({ total: 'any_value(null)' })).statuses).toMatchObject({
    ...{ sales_total: 'fail', orders_total: 'unchanged' },
  });
});

it('a run that failed keeps its exit code on a quiet night, and counts are the same', async () => {
  const warehouse = await temporaryWarehouse();
  await loadShop(warehouse, 3);
  const project = testedShop({ least: 1 });
  const summarize = async () => {
    await buildAndTest(warehouse, project);
    return summarizeTests(
      await runChangedTests({
        ...{ warehouse, project, threads: 1, testAll: false, clock: () => 0 },
        onEvent: () => undefined,
      }),
    );
  };
  const summary = await summarize();
  expect(summary).toMatchObject({ passed: 5, unchanged: 3, failed: [{}] });
  expect(exitCodeOf({ tests: summary })).toBe(6);
  expect(await summarize()).toEqual(summary);
});

it('everything is tested when it is asked for, and once in seven days', async () => {
  const warehouse = await temporaryWarehouse();
  const project = testedShop();
  await loadShop(warehouse, 3);
  const at = (time: number) => buildAndTest(warehouse, project, { clock: () => time });
  expect((await at(0)).ran).toEqual(everything);
  expect((await at(7 * day)).ran).toEqual(ofClock);
  expect((await at(7 * day + 1)).ran).toEqual(everything);
  expect((await at(8 * day)).ran).toEqual(ofClock);
  const all = await buildAndTest(warehouse, project, { testAll: true, clock: () => 9 * day });
  expect(all).toEqual({ ran: everything, statuses: passed });
});

it('tests that were interrupted run again', async () => {
  const warehouse = await temporaryWarehouse();
  const project = testedShop();
  await loadShop(warehouse, 3);
  await buildAndTest(warehouse, project);
  const interrupt = new AbortController();
  const interrupted = buildAndTest(warehouse, project, {
    testAll: true,
    signal: interrupt.signal,
    onEvent: (event) => {
      if (event.type === 'start' && event.index === 2) interrupt.abort(new Error('stopped'));
    },
  });
  await expect(interrupted).rejects.toThrow('stopped');
  expect(await rows(warehouse, 'select test from toast_meta.passed_test')).toEqual([]);
  expect((await buildAndTest(warehouse, project)).ran).toEqual(everything);
});

it('of two tests with one name, the one that failed runs again', async () => {
  const warehouse = await temporaryWarehouse();
  const { dataTests, ...project } = testedShop({ least: 1 });
  const name = 'orders';
  const same = {
    ...project,
    dataTests: ['orders_unique', 'orders_total'].flatMap((wanted) =>
      dataTests.filter((test) => test.name === wanted).map((test) => ({ ...test, name })),
    ),
  };
  await loadShop(warehouse, 3);
  expect((await buildAndTest(warehouse, same)).ran).toEqual([name, name]);
  const again = await runChangedTests({
    ...{ warehouse, project: same, threads: 1, testAll: false, clock: () => 0 },
    onEvent: () => undefined,
  });
  expect(again.map(({ status }) => status)).toEqual(['unchanged', 'fail']);
});
