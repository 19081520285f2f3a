import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { createRawTables } from '../../../../src/warehouse/raw/raw-table.js';
import type { DeletionScope, EntityShape } from '../../../../src/warehouse/raw/restaurant-pages.js';
import {
  noRows,
  upsertPages,
  type UpsertCounts,
  type UpsertRequest,
} from '../../../../src/warehouse/raw/upsert-pages.js';
import { tempDir } from '../../../support/temp-dir.js';
import { openSession } from './session.js';

const shape: EntityShape = { table: 'orders', idPath: '$.guid', modifiedPath: '$.modifiedDate' };
export const noon = Date.UTC(2026, 2, 1, 12);

type Page = string | Buffer | readonly object[];

type Overrides = Partial<Pick<UpsertRequest, 'runId' | 'at'>> & {
  restaurantId?: string | undefined;
  deletionScope?: DeletionScope;
};

/** The pages of a load, how to load them, and where the fields of an order are. */
export type LoadRequest = [pages: readonly Page[], overrides?: Overrides, shape?: EntityShape];

/** Opens a session of a new database with an empty raw table of orders. */
export async function openOrders(): Promise<Connection> {
  const connection = await openSession();
  await createRawTables(connection, ['orders']);
  return connection;
}

/** Loads pages of orders, at noon and of restaurant r1 by default; a buffer is a compressed page. */
export async function loadPages(
  connection: Connection,
  ...[pages, overrides = {}, entityShape = shape]: LoadRequest
): Promise<UpsertCounts> {
  const folder = await tempDir();
  const paths: string[] = [];
  let largest = 0;
  for (const page of pages) {
    const body = typeof page === 'string' || Buffer.isBuffer(page) ? page : JSON.stringify(page);
    const path = join(folder, `${paths.length}.json${Buffer.isBuffer(body) ? '.gz' : ''}`);
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

/** Returns an order that was modified at an hour of March 1, 2026. */
export const order = (guid: string, hour: number, note = '') => ({
  guid,
  modifiedDate: `2026-03-01T0${hour}:00:00.000+0000`,
  note,
});

/** Reads the ids and notes of all orders in the database. */
export const loadNotes = (connection: Connection) =>
  connection.all(`select id, payload ->> '$.note' as note from raw_toast.orders order by all`);
