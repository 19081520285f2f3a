import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { MalformedPageError } from '../../../../src/errors.js';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { errorOf } from '../../../support/error-of.js';
import { loadNotes, loadPages, openOrders, order, type LoadRequest } from '../support/orders.js';

let connection: Connection;

beforeEach(async () => {
  connection = await openOrders();
});

const load = (...request: LoadRequest) => loadPages(connection, ...request);

describe('upsertPages', () => {
  it('stores the payload exactly as it was sent', async () => {
    const sent =
      '{ "guid":"a",  "amount": 10.10, "big": 12345678901234567890, "e": 1E5, "dup": 1, "dup": 2, "text": "\\u00e4ä😀\\n\\/ \\"" }';
    await load([`[\n  ${sent} ,\n {"guid":"b"}]`]);
    const [row] = await connection.all(`select payload from raw_toast.orders where id = 'a'`);
    expect(row?.payload).toBe(sent);
  });

  it('loads entities of several megabytes', async () => {
    const note = 'ä'.repeat(1_500_000);
    await load([[order('a', 1, note), order('b', 1)]]);
    const [row] = await connection.all(
      `select length(payload ->> '$.note') as length from raw_toast.orders where id = 'a'`,
    );
    expect(row?.length).toBe(note.length);
  });

  it('loads compressed pages, and counts no rows for empty pages or none', async () => {
    const page = gzipSync(JSON.stringify([order('a', 1)]));
    expect(await load([page, '[]', ' [ ] '])).toMatchObject({ read: 1, inserted: 1 });
    expect(await load([])).toMatchObject({ read: 0, inserted: 0, updated: 0 });
    expect(await load(['[]'])).toMatchObject({ read: 0, inserted: 0, updated: 0 });
  });

  it.each([
    ['[{"guid": "b"'],
    ['[{"guid": "b"}'],
    ['[{"guid": "b"},]'],
    ['[{"guid": "b"} {"guid": "c"}]'],
    ['[{"guid": "b", "text": "\u0001"}]'],
    ['[{"guid": b}]'],
    ['{"guid": "b"}'],
    ['<html></html>'],
    ['[1, "two"]'],
    ['[null]'],
    ['[{"id": "b"}]'],
    ['[{"guid": null}]'],
    ['[{"guid": ""}]'],
    ['[{"guid": {"guid": "b"}}]'],
    ['[{"guid": ["b"]}]'],
    ['[{"guid": true}]'],
  ])('rejects the page %s as malformed and loads nothing of its transaction', async (page) => {
    await load([[order('a', 1)]]);
    const error = await errorOf(load([[order('c', 1), order('a', 2, 'new')], page]));
    expect(error).toBeInstanceOf(MalformedPageError);
    expect(await loadNotes(connection)).toEqual([{ id: 'a', note: '' }]);
    expect(await load([[order('c', 1)]])).toMatchObject({ inserted: 1 });
  });

  it('rejects a page that is not UTF-8 as malformed', async () => {
    const broken = Buffer.from('[{"guid": "b", "text": "\xff\xfe"}]', 'latin1');
    expect(await errorOf(load([gzipSync(broken)]))).toBeInstanceOf(MalformedPageError);
  });
});
