import {
  ApiError,
  MalformedPageError,
  MissingIdError,
  RefusedError,
  TransientError,
} from '../errors.js';
import type { Runtime } from '../runtime.js';
import type { ToastClient } from '../toast/client.js';
import type { LedgerEntry } from '../warehouse/state/ledger.js';
import { fetchUnit } from './fetch/fetch-unit.js';
import { PageFetcher } from './fetch/page-fetcher.js';
import { SpooledPages, type SpoolOptions } from './fetch/spooled-pages.js';
import { withoutRejected } from './load/deletion-scope.js';
import type { LoadQueue } from './load/load-queue.js';
import type { Unit } from './plan/plan.js';

export interface UnitContext extends SpoolOptions {
  readonly client: ToastClient;
  readonly signal: AbortSignal;
  readonly runId: string;
  readonly runtime: Runtime;
  /** Returns the version of a versioned resource that is in the database. */
  readonly knownVersion: (unit: Unit) => string | undefined;
  readonly queue: LoadQueue;
}

export interface ExtractedUnit {
  readonly entry: LedgerEntry;
  /** Why the unit was skipped or failed. */
  readonly error?: ApiError;
}

/**
 * Extracts one unit: fetches its pages, and commits its rows together with its entry in the ledger,
 * which it returns. A unit that Toast refuses is skipped, one that it cannot answer has failed; the
 * ledger records either.
 * @throws only what concerns the whole run: bad credentials, the database, an abort.
 */
export async function extractUnit(unit: Unit, context: UnitContext): Promise<ExtractedUnit> {
  const { client, signal, runtime, runId, queue, knownVersion } = context;
  const { restaurantId, resource } = unit;
  const fetcher = new PageFetcher(restaurantId, resource, { client, signal });
  const pages = new SpooledPages(resource, context);
  const startedAt = runtime.now();
  const asOf = client.serverNow();
  const ended = () => ({
    ...ledgerKey(unit),
    requests: fetcher.requests,
    startedAt,
    asOf,
    finishedAt: runtime.now(),
    runId,
  });
  try {
    const entry = await retryMalformed(unit, pages, async () => {
      const fetched = await queue.whileFetching(() =>
        fetchUnit(unit, fetcher, pages, {
          serverNow: () => client.serverNow(),
          knownVersion,
        }),
      );
      const deletionScope = withoutRejected(fetched, pages.rejected);
      const digest = pages.digest(deletionScope);
      const isKnown = queue.hasLoaded(resource, restaurantId, digest);
      /* What is known is not written, and nothing can be loaded between that answer and the next line. */
      const files = isKnown ? [] : await pages.write(deletionScope);
      const { notFound } = pages;
      return queue.load({
        resource,
        pages: { restaurantId, files, deletionScope },
        bytes: files.length === 0 ? 0 : pages.bytes,
        largest: pages.largest,
        rejected: [...pages.rejected],
        digest,
        entry: (counts) => ({
          ...ended(),
          status: 'done',
          rowsRead: counts.read,
          rowsNew: counts.inserted,
          rowsUpdated: counts.updated + counts.removed,
          ...(notFound && reasonOf(notFound)),
        }),
      });
    });
    return { entry };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const entry = await queue.saveEntry(resource, { ...ended(), ...failure(error) });
    return { entry, error };
  } finally {
    await pages.discard();
  }
}

function ledgerKey({ restaurantId, resource, window }: Unit) {
  return { restaurantId, resource: resource.name, start: window.start, end: window.end };
}

/* The part of a ledger entry that says why a unit was not read. */
function failure(error: ApiError) {
  return {
    status: error instanceof RefusedError ? ('skipped' as const) : ('failed' as const),
    rowsRead: 0,
    rowsNew: 0,
    rowsUpdated: 0,
    ...reasonOf(error),
  };
}

function reasonOf({ name, message, requestId }: ApiError) {
  return { errorKind: name, error: message, requestId };
}

/* A page can look complete and still be malformed inside, which only the engine's parser notices. It may
   have been damaged on its way, so it is fetched again before its broken entities are set aside. */
async function retryMalformed<T>(
  unit: Unit,
  pages: SpooledPages,
  work: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof MalformedPageError)) throw error;
      await pages.discard();
      if (pages.isIsolating) throw unreadable(unit, error);
      if (tries === maxPlainTries || error instanceof MissingIdError) pages.isolateBroken();
    }
  }
}

const maxPlainTries = 2;

function unreadable({ resource, restaurantId }: Unit, cause: MalformedPageError): TransientError {
  return new TransientError(cause.message, {
    endpoint: resource.path(restaurantId),
    restaurantId,
    suggestion: 'The next run reads the window again. If it keeps failing, ask Toast support.',
    cause,
  });
}
