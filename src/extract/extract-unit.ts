import {
  ApiError,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  MalformedPageError,
  NotFoundError,
  TransientError,
  UnauthorizedError,
} from '../errors.js';
import type { Runtime } from '../runtime.js';
import type { LedgerEntry } from '../warehouse/state/ledger.js';
import type { Lander } from './load/load-queue.js';
import { Pages, type ReadContext } from './fetch/fetched-pages.js';
import type { Unit } from './plan/plan.js';
import { readUnit } from './fetch/fetch-unit.js';

export interface UnitContext extends ReadContext {
  readonly runId: string;
  readonly runtime: Runtime;
  /** The version of a versioned resource that is in the database. */
  readonly knownVersion: (unit: Unit) => string | undefined;
  readonly lander: Lander;
}

/**
 * Does one unit of work: reads its pages, and commits its rows together with its entry in the
 * ledger. What Toast refuses is skipped, what it cannot give has failed; both are in the ledger.
 * Gives the entry. @throws only what concerns the whole run: bad credentials, the database, an abort.
 */
export async function runUnit(unit: Unit, context: UnitContext): Promise<LedgerEntry> {
  const pages = new Pages(unit.restaurantId, unit.resource, context);
  const startedAt = context.runtime.now();
  const entry = () => ({
    ...unitKey(unit),
    requests: pages.requests,
    startedAt,
    finishedAt: context.runtime.now(),
    runId: context.runId,
  });
  try {
    return await retryMalformed(unit, pages, async () => {
      const complete = await context.lander.whileReading(() =>
        readUnit(unit, pages, {
          serverNow: () => context.client.serverNow(),
          sleep: (ms) => context.runtime.sleep(ms, context.signal),
          knownVersion: context.knownVersion,
        }),
      );
      return context.lander.land({
        resource: unit.resource,
        pages: { restaurantId: unit.restaurantId, files: pages.files, complete },
        bytes: pages.bytes,
        largest: pages.largest,
        digest: pages.digest(complete),
        entry: (landed) => ({
          ...entry(),
          status: 'done',
          rowsRead: landed.read,
          rowsNew: landed.inserted,
          rowsUpdated: landed.updated + landed.removed,
        }),
      });
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return context.lander.record(unit.resource, { ...entry(), ...unread(error) });
  } finally {
    await pages.discard();
  }
}

/** The ledger's key of a unit. */
function unitKey({ restaurantId, resource, window }: Unit) {
  return { restaurantId, resource: resource.name, start: window.start, end: window.end };
}

/** What the ledger says of a unit that was not read because of `error`. */
function unread(error: ApiError) {
  return {
    status: isRefusal(error) ? ('skipped' as const) : ('failed' as const),
    rowsRead: 0,
    rowsNew: 0,
    rowsUpdated: 0,
    errorKind: error.name,
    error: error.message,
    requestId: error.requestId,
  };
}

/* A page can look whole and yet be broken inside, which only the engine's parser finds. */
async function retryMalformed<T>(unit: Unit, pages: Pages, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof MalformedPageError)) throw error;
      await pages.discard();
      if (tries < 3) continue;
      throw new TransientError(error.message, {
        endpoint: unit.resource.path(unit.restaurantId),
        restaurantId: unit.restaurantId,
        cause: error,
      });
    }
  }
}

function isRefusal(error: ApiError): boolean {
  return [UnauthorizedError, ForbiddenError, BadRequestError, NotFoundError, ConflictError].some(
    (kind) => error instanceof kind,
  );
}
