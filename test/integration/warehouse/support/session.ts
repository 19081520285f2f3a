import { onTestFinished } from 'vitest';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';

/** Opens a session of a new database; both are closed when the test ends. */
export async function openSession(): Promise<Connection> {
  const warehouse = await temporaryWarehouse();
  const connection = await warehouse.connect();
  onTestFinished(() => connection.close());
  return connection;
}
