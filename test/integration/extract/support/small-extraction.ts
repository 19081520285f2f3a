import type { Simulator } from 'toast-simulator';
import { readStatus, type Status } from '../../../../src/extract/report/status.js';
import { runExtract } from '../../../../src/extract/run.js';
import type { ExtractSummary } from '../../../../src/extract/report/summary.js';
import type { HttpRequest } from '../../../../src/toast/transport.js';
import type { Row } from '../../../../src/warehouse/engine/connection.js';
import type { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';
import { loadedOrders, startSmallSimulator, withSimulator } from './extraction.js';

export type Overrides = Parameters<typeof withSimulator>[3];

/** A simulator of two restaurants and a new database to extract from it into. */
export interface SmallExtraction {
  readonly simulator: Simulator;
  readonly warehouse: Warehouse;
  readonly restaurantIds: readonly string[];
  extract(overrides?: Overrides, into?: Warehouse): Promise<ExtractSummary>;
  readStatus(): Promise<Status>;
  /** Extracts everything in one run into another database, and reads the orders from there. */
  ordersOfOneRun(): Promise<Row[]>;
}

/** Opens a simulator and a database, which close with the test. */
export async function openSmallExtraction(): Promise<SmallExtraction> {
  const simulator = await startSmallSimulator();
  const warehouse = await temporaryWarehouse();
  const extract = (overrides: Overrides = {}, into = warehouse) =>
    withSimulator(simulator, into, runExtract, overrides);
  return {
    simulator,
    warehouse,
    restaurantIds: simulator.world.restaurants.map(({ guid }) => guid),
    extract,
    readStatus: () => warehouse.with((connection) => readStatus(warehouse, connection, Date.now())),
    ordersOfOneRun: async () => {
      const other = await temporaryWarehouse();
      await extract({}, other);
      return loadedOrders(other);
    },
  };
}

/** Tells if a request is for orders. */
export const isOrders = ({ url }: HttpRequest) => url.pathname.endsWith('/ordersBulk');
