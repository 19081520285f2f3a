import { onTestFinished } from 'vitest';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';

/** A session of a new database; both go with the test. */
export async function session(): Promise<Connection> {
  const warehouse = await temporaryWarehouse();
  const connection = await warehouse.connect();
  onTestFinished(() => connection.close());
  return connection;
}
