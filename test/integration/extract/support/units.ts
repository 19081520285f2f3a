import { readdir } from 'node:fs/promises';
import { expect, onTestFinished } from 'vitest';
import { Spool } from '../../../../src/extract/fetch/spool.js';
import type { ExtractOptions } from '../../../../src/extract/options.js';
import type { Unit } from '../../../../src/extract/plan/plan.js';
import { scheduleUnits } from '../../../../src/extract/schedule-units.js';
import { orders } from '../../../../src/resources/orders.js';
import { restaurantDetails } from '../../../../src/resources/restaurants.js';
import type { HttpRequest } from '../../../../src/toast/transport.js';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { createRawTables } from '../../../../src/warehouse/raw/raw-table.js';
import type { LedgerEntry } from '../../../../src/warehouse/state/ledger.js';
import type { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { scriptedClient, type Answer } from '../../../support/scripted-client.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';
import { day, extractOptions, loadLedger } from './extraction.js';

/** A new database with raw tables, and a session of it. */
export interface Target {
  readonly warehouse: Warehouse;
  readonly connection: Connection;
}

/** Opens a database to load units into; it closes with the test. */
export async function openTarget(): Promise<Target> {
  const warehouse = await temporaryWarehouse();
  const connection = await warehouse.connect();
  onTestFinished(() => connection.close());
  await createRawTables(
    connection,
    [orders, restaurantDetails].map(({ name }) => name),
  );
  return { warehouse, connection };
}

/** Returns a unit that reads one day of the orders of a restaurant. */
export const unit = (restaurantId: string, windowDay: number): Unit => ({
  restaurantId,
  resource: orders,
  window: { start: windowDay * day, end: (windowDay + 1) * day },
  delayMs: 0,
  openEnded: false,
});

export const restaurantOf = ({ restaurantId }: HttpRequest) => restaurantId ?? '';

/** Answers with one order for each restaurant and window. */
export function oneOrder(request: HttpRequest): Answer {
  const start = request.url.searchParams.get('startDate');
  return { body: [{ guid: `${restaurantOf(request)} ${start}`, modifiedDate: start }] };
}

/** Opens the spool of a database; it closes with the test. */
export async function openSpool({ warehouse }: Target): Promise<Spool> {
  const spool = await Spool.open(warehouse.path);
  onTestFinished(() => spool.close());
  return spool;
}

/** Schedules units on a client of scripted answers; returns their entries in order, and the requests. */
export async function schedule(
  target: Target,
  units: readonly Unit[],
  answer: (request: HttpRequest) => Answer,
  overrides: Partial<ExtractOptions> = {},
) {
  const { warehouse, connection } = target;
  const { client, runtime, requests } = scriptedClient(answer);
  const spool = await openSpool(target);
  const options = extractOptions(warehouse, client, {
    runtime,
    windowConcurrency: 1,
    ...overrides,
  });
  const scheduled = scheduleUnits(units, options, connection, spool);
  const entries = await scheduled.finally(async () => {
    expect(await readdir(`${warehouse.path}.spool`)).toEqual([]);
  });
  /* Restaurants do not wait for each other, so units end in any order. */
  return { entries: entries.toSorted(byRestaurantAndWindow), requests };
}

function byRestaurantAndWindow(a: LedgerEntry, b: LedgerEntry): number {
  return a.restaurantId.localeCompare(b.restaurantId) || a.start - b.start;
}

/** Reads the restaurant, day and status of each ledger entry. */
export const ledgerStatuses = async ({ warehouse }: Target) =>
  (await loadLedger(warehouse)).map(
    (row) => `${row.restaurant_id} ${Number(row.start) / day} ${row.status}`,
  );
