import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { MalformedPageError } from '../../../../src/errors.js';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import {
  upsertPages,
  noRows,
  type UpsertCounts,
  type UpsertRequest,
} from '../../../../src/warehouse/raw/upsert-pages.js';
import { createRawTable, ensureRestaurants } from '../../../../src/warehouse/raw/raw-table.js';
import type { DeletionScope, EntityShape } from '../../../../src/warehouse/raw/restaurant-pages.js';
import { errorOf } from '../../../support/error-of.js';
import { tempDir } from '../../../support/temp-dir.js';
import { session } from '../support/session.js';

const shape: EntityShape = { table: 'orders', idPath: '$.guid', modifiedPath: '$.modifiedDate' };
const noon = Date.UTC(2026, 2, 1, 12);

let connection: Connection;
let files = 0;

beforeEach(async () => {
  connection = await session();
  await createRawTable(connection, 'orders');
});

async function load(
  pages: readonly (string | Buffer | readonly object[])[],
  more: Partial<Pick<UpsertRequest, 'runId' | 'at'>> & {
    restaurantId?: string | undefined;
    deletionScope?: DeletionScope;
  } = {},
  as: EntityShape = shape,
): Promise<UpsertCounts> {
  const folder = await tempDir();
  const paths: string[] = [];
  let largest = 0;
  for (const page of pages) {
    const body = typeof page === 'string' || Buffer.isBuffer(page) ? page : JSON.stringify(page);
    const path = join(folder, `${(files += 1)}.json${Buffer.isBuffer(body) ? '.gz' : ''}`);
    await writeFile(path, body);
    largest = Math.max(largest, body.length);
    paths.push(path);
  }
  const { deletionScope, restaurantId, ...others } = { restaurantId: 'r1', ...more };
  const [counts] = await connection.transaction(() =>
    upsertPages(connection, as, {
      runId: 'run',
      at: noon,
      maximumObjectSize: largest,
      restaurants: [{ restaurantId, files: paths, deletionScope }],
      ...others,
    }),
  );
  return counts ?? noRows;
}

const order = (guid: string, hour: number, note = '') => ({
  guid,
  modifiedDate: `2026-03-01T0${hour}:00:00.000+0000`,
  note,
});

const notes = () =>
  connection.all(`select id, payload ->> '$.note' as note from raw_toast.orders order by all`);

describe('landPages', () => {
  it('inserts what is new, with what it needs to be found again', async () => {
    expect(await load([[order('a', 1)], [order('b', 2)]])).toMatchObject({
      read: 2,
      inserted: 2,
      updated: 0,
    });
    expect(
      await connection.all('select * exclude (payload) from raw_toast.orders order by id limit 1'),
    ).toEqual([
      {
        restaurant_id: 'r1',
        id: 'a',
        modified_at: '2026-03-01T01:00:00.000Z',
        extracted_at: '2026-03-01T12:00:00.000Z',
        run_id: 'run',
        removed_at: null,
      },
    ]);
  });

  it('updates what is newer, or as new and different, and nothing else', async () => {
    await load([
      [
        order('newer', 2, 'old'),
        order('same time', 2, 'old'),
        order('same', 2, 'old'),
        order('older', 2, 'old'),
      ],
    ]);
    const again = [
      order('newer', 3, 'new'),
      order('same time', 2, 'new'),
      order('same', 2, 'old'),
      order('older', 1, 'new'),
    ];
    const counts = await load([again], { runId: 'second' });
    expect(counts).toMatchObject({ read: 4, inserted: 0, updated: 2 });
    expect(await notes()).toEqual([
      { id: 'newer', note: 'new' },
      { id: 'older', note: 'old' },
      { id: 'same', note: 'old' },
      { id: 'same time', note: 'new' },
    ]);
    expect(
      await connection.all(`select id from raw_toast.orders where run_id = 'second' order by id`),
    ).toEqual([{ id: 'newer' }, { id: 'same time' }]);
  });

  it('changes nothing when the same comes again', async () => {
    const page = [order('a', 1), order('b', 2)];
    await load([page]);
    const before = await connection.all('from raw_toast.orders');
    expect(await load([page, page], { at: noon + 1000 })).toMatchObject({
      read: 2,
      inserted: 0,
      updated: 0,
    });
    expect(await connection.all('from raw_toast.orders')).toEqual(before);
  });

  it('takes the latest of several versions in one landing', async () => {
    const counts = await load([
      [order('a', 1, 'first'), order('a', 3, 'third')],
      [order('a', 2, 'second')],
    ]);
    expect(counts).toMatchObject({ read: 1, inserted: 1 });
    expect(await notes()).toEqual([{ id: 'a', note: 'third' }]);
  });

  it('keeps entities of the same id apart by restaurant', async () => {
    await load([[order('a', 1)]], { restaurantId: 'r1' });
    expect(await load([[order('a', 1)]], { restaurantId: 'r2' })).toMatchObject({ inserted: 1 });
  });

  it('takes any difference for newer where nothing tells the time', async () => {
    const timeless = { table: 'orders', idPath: '$.guid' };
    await load([[order('a', 5, 'old')]], {}, timeless);
    expect(await load([[order('a', 1, 'new')]], {}, timeless)).toMatchObject({ updated: 1 });
    expect(await notes()).toEqual([{ id: 'a', note: 'new' }]);
  });

  it('takes an entity whose time cannot be read', async () => {
    await load([[{ guid: 'a', modifiedDate: 'soon' }, { guid: 'b' }]]);
    expect(
      await connection.all('select id, modified_at from raw_toast.orders order by id'),
    ).toEqual([
      { id: 'a', modified_at: null },
      { id: 'b', modified_at: null },
    ]);
  });

  it('reads the offset of times', async () => {
    await load([[{ guid: 'a', modifiedDate: '2026-03-01T05:45:00.000+0545' }]]);
    const [row] = await connection.all('select modified_at from raw_toast.orders');
    expect(row?.modified_at).toBe('2026-03-01T00:00:00.000Z');
  });

  it('keeps the payload as it was sent', async () => {
    const sent =
      '{ "guid":"a",  "amount": 10.10, "big": 12345678901234567890, "e": 1E5, "dup": 1, "dup": 2, "text": "\\u00e4ä😀\\n\\/ \\"" }';
    await load([`[\n  ${sent} ,\n {"guid":"b"}]`]);
    const [row] = await connection.all(`select payload from raw_toast.orders where id = 'a'`);
    expect(row?.payload).toBe(sent);
  });

  it('takes entities of several megabytes', async () => {
    const note = 'ä'.repeat(1_500_000);
    await load([[order('a', 1, note), order('b', 1)]]);
    const [row] = await connection.all(
      `select length(payload ->> '$.note') as length from raw_toast.orders where id = 'a'`,
    );
    expect(row?.length).toBe(note.length);
  });

  it('takes pages that are compressed, and empty ones', async () => {
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
  ])('refuses the page %s as malformed, and lands nothing of its transaction', async (page) => {
    await load([[order('a', 1)]]);
    const error = await errorOf(load([[order('c', 1), order('a', 2, 'new')], page]));
    expect(error).toBeInstanceOf(MalformedPageError);
    expect(await notes()).toEqual([{ id: 'a', note: '' }]);
    expect(await load([[order('c', 1)]])).toMatchObject({ inserted: 1 });
  });

  it('refuses a page that is not UTF-8', async () => {
    const broken = Buffer.from('[{"guid": "b", "text": "\xff\xfe"}]', 'latin1');
    expect(await errorOf(load([gzipSync(broken)]))).toBeInstanceOf(MalformedPageError);
  });
});

describe('extracted_at', () => {
  const latest = async () => {
    const [row] = await connection.all(
      'select max(epoch_us(extracted_at)) as us from raw_toast.orders',
    );
    return Number(row?.us);
  };

  it('grows with every landing that changes something, even when the clock goes back', async () => {
    const seen: number[] = [];
    for (const at of [noon, noon, noon - 3_600_000, noon + 1]) {
      await load([[order('a', 1, `note ${seen.length}`)]], { at });
      seen.push(await latest());
    }
    expect(seen).toEqual([noon * 1000, noon * 1000 + 1, noon * 1000 + 2, (noon + 1) * 1000]);
  });

  it('is the same for all rows of a landing', async () => {
    await load([[order('a', 1)]]);
    await load([[order('a', 2), order('b', 1)], [order('c', 1)]]);
    expect(await connection.all('select distinct extracted_at from raw_toast.orders')).toHaveLength(
      1,
    );
  });
});

describe('a complete listing', () => {
  const removed = () =>
    connection.all('select id from raw_toast.orders where removed_at is not null order by id');

  it('marks what it no longer names, of its restaurant only, and takes it back', async () => {
    await load([[order('a', 1), order('b', 1)]]);
    await load([[order('x', 1)]], { restaurantId: 'r2' });
    expect(await load([[order('b', 1)]], { deletionScope: {} })).toMatchObject({ removed: 1 });
    expect(await removed()).toEqual([{ id: 'a' }]);
    expect(await load([[order('b', 1)]], { deletionScope: {} })).toMatchObject({ removed: 0 });
    expect(await load([[order('a', 1)]])).toMatchObject({ updated: 1 });
    expect(await removed()).toEqual([]);
  });

  it('that is empty marks everything', async () => {
    await load([[order('a', 1), order('b', 1)]]);
    expect(await load(['[]'], { deletionScope: {} })).toMatchObject({ removed: 2 });
  });

  it('of a span says nothing about what lies outside of it', async () => {
    await load([[order('early', 1), order('within', 3), order('edge', 5)]]);
    const range = {
      startPath: '$.modifiedDate',
      endPath: '$.modifiedDate',
      start: Date.UTC(2026, 2, 1, 2),
      end: Date.UTC(2026, 2, 1, 5),
    };
    await load(['[]'], { deletionScope: { range } });
    expect(await removed()).toEqual([{ id: 'within' }]);
  });
});

it('knows restaurants that no listing described, once', async () => {
  await createRawTable(connection, 'restaurants');
  const known = (ids: string[]) => ensureRestaurants(connection, ids, { runId: 'run', at: noon });
  expect(await known(['r1', "r'2"])).toBe(2);
  expect(await known(['r1', 'r3'])).toBe(1);
  expect(await known([])).toBe(0);
  expect(
    await connection.all(
      'select restaurant_id, id, payload from raw_toast.restaurants order by id',
    ),
  ).toEqual(
    ["r'2", 'r1', 'r3'].map((id) => ({
      restaurant_id: id,
      id,
      payload: JSON.stringify({ restaurantGuid: id }),
    })),
  );
});
