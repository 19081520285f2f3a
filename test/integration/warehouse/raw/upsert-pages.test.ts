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
import { openSession } from '../support/session.js';

const shape: EntityShape = { table: 'orders', idPath: '$.guid', modifiedPath: '$.modifiedDate' };
const noon = Date.UTC(2026, 2, 1, 12);

let connection: Connection;
let files = 0;

beforeEach(async () => {
  connection = await openSession();
  await createRawTable(connection, 'orders');
});

async function load(
  pages: readonly (string | Buffer | readonly object[])[],
  overrides: Partial<Pick<UpsertRequest, 'runId' | 'at'>> & {
    restaurantId?: string | undefined;
    deletionScope?: DeletionScope;
  } = {},
  entityShape: EntityShape = shape,
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
  const { deletionScope, restaurantId, ...others } = { restaurantId: 'r1', ...overrides };
  const [counts] = await connection.transaction(() =>
    upsertPages(connection, entityShape, {
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

const loadNotes = () =>
  connection.all(`select id, payload ->> '$.note' as note from raw_toast.orders order by all`);

describe('upsertPages', () => {
  it('inserts new entities with their keys, times and run', async () => {
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

  it('updates entities that are newer, or equally new and different, and no others', async () => {
    await load([
      [
        order('newer', 2, 'old'),
        order('same time', 2, 'old'),
        order('same', 2, 'old'),
        order('older', 2, 'old'),
      ],
    ]);
    const secondPage = [
      order('newer', 3, 'new'),
      order('same time', 2, 'new'),
      order('same', 2, 'old'),
      order('older', 1, 'new'),
    ];
    const counts = await load([secondPage], { runId: 'second' });
    expect(counts).toMatchObject({ read: 4, inserted: 0, updated: 2 });
    expect(await loadNotes()).toEqual([
      { id: 'newer', note: 'new' },
      { id: 'older', note: 'old' },
      { id: 'same', note: 'old' },
      { id: 'same time', note: 'new' },
    ]);
    expect(
      await connection.all(`select id from raw_toast.orders where run_id = 'second' order by id`),
    ).toEqual([{ id: 'newer' }, { id: 'same time' }]);
  });

  it('changes nothing when the same pages are loaded again', async () => {
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

  it('loads the latest of several versions of an entity', async () => {
    const counts = await load([
      [order('a', 1, 'first'), order('a', 3, 'third')],
      [order('a', 2, 'second')],
    ]);
    expect(counts).toMatchObject({ read: 1, inserted: 1 });
    expect(await loadNotes()).toEqual([{ id: 'a', note: 'third' }]);
  });

  it('keeps entities of the same id apart by restaurant', async () => {
    await load([[order('a', 1)]], { restaurantId: 'r1' });
    expect(await load([[order('a', 1)]], { restaurantId: 'r2' })).toMatchObject({ inserted: 1 });
  });

  it('updates any entity that differs where no modification time is defined', async () => {
    const withoutTime = { table: 'orders', idPath: '$.guid' };
    await load([[order('a', 5, 'old')]], {}, withoutTime);
    expect(await load([[order('a', 1, 'new')]], {}, withoutTime)).toMatchObject({ updated: 1 });
    expect(await loadNotes()).toEqual([{ id: 'a', note: 'new' }]);
  });

  it('loads entities whose modification time is missing or cannot be parsed', async () => {
    await load([[{ guid: 'a', modifiedDate: 'soon' }, { guid: 'b' }]]);
    expect(
      await connection.all('select id, modified_at from raw_toast.orders order by id'),
    ).toEqual([
      { id: 'a', modified_at: null },
      { id: 'b', modified_at: null },
    ]);
  });

  it('applies the UTC offset of modification times', async () => {
    await load([[{ guid: 'a', modifiedDate: '2026-03-01T05:45:00.000+0545' }]]);
    const [row] = await connection.all('select modified_at from raw_toast.orders');
    expect(row?.modified_at).toBe('2026-03-01T00:00:00.000Z');
  });

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
  ])('rejects the page %s as malformed and loads nothing of its transaction', async (page) => {
    await load([[order('a', 1)]]);
    const error = await errorOf(load([[order('c', 1), order('a', 2, 'new')], page]));
    expect(error).toBeInstanceOf(MalformedPageError);
    expect(await loadNotes()).toEqual([{ id: 'a', note: '' }]);
    expect(await load([[order('c', 1)]])).toMatchObject({ inserted: 1 });
  });

  it('rejects a page that is not UTF-8 as malformed', async () => {
    const broken = Buffer.from('[{"guid": "b", "text": "\xff\xfe"}]', 'latin1');
    expect(await errorOf(load([gzipSync(broken)]))).toBeInstanceOf(MalformedPageError);
  });
});

describe('extracted_at', () => {
  const loadLatest = async () => {
    const [row] = await connection.all(
      'select max(epoch_us(extracted_at)) as us from raw_toast.orders',
    );
    return Number(row?.us);
  };

  it('grows with every load that changes something, even when the clock goes back', async () => {
    const timestamps: number[] = [];
    for (const at of [noon, noon, noon - 3_600_000, noon + 1]) {
      await load([[order('a', 1, `note ${timestamps.length}`)]], { at });
      timestamps.push(await loadLatest());
    }
    expect(timestamps).toEqual([noon * 1000, noon * 1000 + 1, noon * 1000 + 2, (noon + 1) * 1000]);
  });

  it('is the same for all rows of a load', async () => {
    await load([[order('a', 1)]]);
    await load([[order('a', 2), order('b', 1)], [order('c', 1)]]);
    expect(await connection.all('select distinct extracted_at from raw_toast.orders')).toHaveLength(
      1,
    );
  });
});

describe('a load with a deletion scope', () => {
  const loadRemoved = () =>
    connection.all('select id from raw_toast.orders where removed_at is not null order by id');

  it('marks missing entities of its restaurant as removed until they are loaded again', async () => {
    await load([[order('a', 1), order('b', 1)]]);
    await load([[order('x', 1)]], { restaurantId: 'r2' });
    expect(await load([[order('b', 1)]], { deletionScope: {} })).toMatchObject({ removed: 1 });
    expect(await loadRemoved()).toEqual([{ id: 'a' }]);
    expect(await load([[order('b', 1)]], { deletionScope: {} })).toMatchObject({ removed: 0 });
    expect(await load([[order('a', 1)]])).toMatchObject({ updated: 1 });
    expect(await loadRemoved()).toEqual([]);
  });

  it('marks all entities as removed when its pages are empty', async () => {
    await load([[order('a', 1), order('b', 1)]]);
    expect(await load(['[]'], { deletionScope: {} })).toMatchObject({ removed: 2 });
  });

  it('does not mark entities outside its range', async () => {
    await load([[order('early', 1), order('within', 3), order('edge', 5)]]);
    const range = {
      startPath: '$.modifiedDate',
      endPath: '$.modifiedDate',
      start: Date.UTC(2026, 2, 1, 2),
      end: Date.UTC(2026, 2, 1, 5),
    };
    await load(['[]'], { deletionScope: { range } });
    expect(await loadRemoved()).toEqual([{ id: 'within' }]);
  });
});

it('ensureRestaurants inserts each restaurant that has no row, once', async () => {
  await createRawTable(connection, 'restaurants');
  const ensure = (ids: string[]) => ensureRestaurants(connection, ids, { runId: 'run', at: noon });
  expect(await ensure(['r1', "r'2"])).toBe(2);
  expect(await ensure(['r1', 'r3'])).toBe(1);
  expect(await ensure([])).toBe(0);
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
