import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listedOn } from '../../../../src/extract/fetch/list-text.js';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { createRawTables } from '../../../../src/warehouse/raw/raw-table.js';
import type { EntityShape } from '../../../../src/warehouse/raw/restaurant-pages.js';
import { loadPages, openOrders } from '../support/orders.js';

const shape: EntityShape = {
  ...{ table: 'cash_entries', idPath: '$.guid' },
  ...{ hasBusinessDate: true, history: 'different' },
};

let connection: Connection;

beforeEach(async () => {
  connection = await openOrders();
  await createRawTables(connection, [shape]);
});

/* Loads one page of text for each date. */
const list = (lists: Record<string, string>) =>
  loadPages(
    connection,
    Object.entries(lists).map(([date, page]) => listedOn(date, Buffer.from(page)).toString()),
    {},
    shape,
  );
const entry = (id: string, amount = 1) => `[{"guid":"${id}","amount":${amount}}]`;
const current = () =>
  connection.all('select id, business_date, payload from raw_toast.cash_entries order by id');
const versions = () =>
  connection.all('select business_date, payload from raw_toast_history.cash_entries order by all');

describe('the business date that an entity is listed for', () => {
  it('is in a column, and the payload is the text that Toast sent', async () => {
    const text = '{ "guid" : "a", "amount": 1.50, "of": 12345678901234567890123, "é": "]},\\"" }';
    expect(await list({ 20260301: `[${text}, {"guid":"b"}]` })).toMatchObject({ inserted: 2 });
    expect(await current()).toEqual([
      { id: 'a', business_date: '2026-03-01', payload: text },
      { id: 'b', business_date: '2026-03-01', payload: '{"guid":"b"}' },
    ]);
  });

  it('is no other version when it is listed again with other keys first', async () => {
    await list({ 20260301: entry('a') });
    expect(await list({ 20260301: '[{"amount":1.0,"guid":"a"}]' })).toMatchObject({ updated: 0 });
    expect(await versions()).toEqual([]);
  });

  it('follows a move; the version on the old date is kept', async () => {
    await list({ 20260301: entry('a'), 20260302: entry('b') });
    const counts = await list({ 20260301: '[]', 20260302: `[${entry('a').slice(1, -1)}]` });
    expect(counts).toMatchObject({ read: 1, inserted: 0, updated: 1 });
    expect(await current()).toMatchObject([
      { id: 'a', business_date: '2026-03-02' },
      { id: 'b', business_date: '2026-03-02' },
    ]);
    expect(await versions()).toEqual([
      { business_date: '2026-03-01', payload: '{"guid":"a","amount":1}' },
    ]);
  });

  it.each([
    ['new', {}],
    ['known', { 20260301: entry('a') }],
  ])('is the later one of a %s entity that moves while dates are read', async (_, before) => {
    await list({ 20260228: '[]', ...before });
    await list({ 20260301: entry('a', 9), 20260302: entry('a') });
    expect(await current()).toMatchObject([{ id: 'a', business_date: '2026-03-02' }]);
  });

  it('is added to what was loaded before there was a column, without a version', async () => {
    await list({ 20260301: entry('a'), 20260302: entry('b') });
    for (const schema of ['raw_toast', 'raw_toast_history']) {
      await connection.run(`alter table ${schema}.cash_entries drop column business_date`);
    }
    await createRawTables(connection, [shape]);
    expect(await current()).toMatchObject([{ business_date: null }, { business_date: null }]);
    expect(await list({ 20260301: entry('a'), 20260302: entry('b', 2) })).toMatchObject({
      updated: 2,
    });
    expect(await current()).toMatchObject([
      { business_date: '2026-03-01' },
      { business_date: '2026-03-02' },
    ]);
    expect(await versions()).toEqual([{ business_date: null, payload: '{"guid":"b","amount":1}' }]);
  });

  it('has columns in a database from before there was a history', async () => {
    await list({ 20260301: entry('a') });
    await connection.run(`drop table raw_toast_history.cash_entries;
      alter table raw_toast.cash_entries drop column business_date;
      update raw_toast.cash_entries set removed_at = extracted_at`);
    await createRawTables(connection, [shape]);
    expect(await versions()).toEqual([{ business_date: null, payload: '{"guid":"a","amount":1}' }]);
    const transactions = vi.spyOn(connection, 'transaction');
    await createRawTables(connection, [shape]);
    expect(transactions).not.toHaveBeenCalled();
    await list({ 20260302: entry('a') });
    expect(await current()).toMatchObject([{ id: 'a', business_date: '2026-03-02' }]);
  });
});
