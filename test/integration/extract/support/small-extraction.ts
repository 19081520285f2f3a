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
  /** Extracts everything in one run into another database, and reads the orders from there; once for each time. */
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
    ordersOfOneRun: () => {
      const now = simulator.now().getTime();
      const known = oneRun.get(now) ?? loadInOneRun(simulator);
      oneRun.set(now, known);
      return known;
    },
  };
}

/* The orders of each time: every simulator has the same, since no test edits them. */
const oneRun = new Map<number, Promise<Row[]>>();

async function loadInOneRun(simulator: Simulator): Promise<Row[]> {
  const warehouse = await temporaryWarehouse();
  await withSimulator(simulator, warehouse, runExtract);
  return loadedOrders(warehouse);
}

/** Tells if a request is for orders. */
export const isOrders = ({ url }: HttpRequest) => url.pathname.endsWith('/ordersBulk');
