import { rm, stat } from 'node:fs/promises';
import type { Connection, Row } from '../../src/warehouse/engine/connection.js';
import { identifier } from '../../src/warehouse/engine/sql.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';

/** Returns the bytes of a closed database, write-ahead log included. */
export async function databaseBytes(path: string): Promise<number> {
  const sizes = await Promise.all(
    [path, `${path}.wal`].map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

export async function removeDatabase(path: string): Promise<void> {
  for (const file of [path, `${path}.wal`]) await rm(file, { force: true });
}

/** Runs `work` with a database opened for reading. */
export async function reading<T>(
  path: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const warehouse = await Warehouse.open(path, { mode: 'read' });
  try {
    return await warehouse.with(work);
  } finally {
    warehouse.close();
  }
}

export interface Received extends Row {
  count: number;
  /** Bytes of their JSON as Toast sent it. */
  bytes: number;
}

/** Counts the orders of a database. */
export function receivedOrders(path: string): Promise<Received> {
  return reading(path, (connection) => received(connection, 'orders'));
}

/** Sums up the bytes of the JSON of all entities of a database. */
export function receivedBytes(path: string): Promise<number> {
  return reading(path, async (connection) => {
    const tables = await connection.all<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'raw_toast'`,
    );
    let bytes = 0;
    for (const { name } of tables) bytes += (await received(connection, name)).bytes;
    return bytes;
  });
}

async function received(connection: Connection, table: string): Promise<Received> {
  const [row] = await connection.all(
    `select count(*) as count, coalesce(sum(strlen(payload)), 0) as bytes
    from raw_toast.${identifier(table)}`,
  );
  return { count: Number(row?.count), bytes: Number(row?.bytes) };
}
