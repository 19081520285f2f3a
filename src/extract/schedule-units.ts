import { setMaxListeners } from 'node:events';
import pLimit, { type LimitFunction } from 'p-limit';
import { AccessDeniedError } from '../errors.js';
import type { RestaurantResource } from '../resources/resource.js';
import type { Connection } from '../warehouse/engine/connection.js';
import { loadVersions } from '../warehouse/raw/lookups.js';
import type { LedgerEntry } from '../warehouse/state/ledger.js';
import { loadPageDigests } from '../warehouse/state/page-digests.js';
import { streamKey } from '../warehouse/state/stream.js';
import { extractUnit, type UnitContext } from './extract-unit.js';
import type { Spool } from './fetch/spool.js';
import { LoadQueue } from './load/load-queue.js';
import type { ExtractOptions } from './options.js';
import type { Unit } from './plan/plan.js';
import { settledAt } from './plan/windows.js';

/**
 * Runs units, `windowConcurrency` of each restaurant at a time, so that a slow or rate-limited one does
 * not delay others, and none before its delay. Returns the ledger entries of the units that ended; when
 * the signal aborts, the others are left as they were.
 * @throws whatever concerns the whole run, after the units in flight have stopped.
 */
export async function scheduleUnits(
  units: readonly Unit[],
  options: ExtractOptions,
  connection: Connection,
  spool: Spool,
): Promise<LedgerEntry[]> {
  const { runtime, runId, client, redactGuests, fullRefresh, range, onEvent } = options;
  const rereads = fullRefresh || range !== undefined;
  const digests = rereads ? [] : await loadPageDigests(connection);
  const queue = new LoadQueue({ connection, runtime, runId, digests, history: options.history });
  const knownVersion = await versionLookup(fullRefresh ? [] : units, connection);
  const limitOf = limits(options.windowConcurrency);
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  /* Every wait and request listens to it, so many that Node would suspect a leak. */
  setMaxListeners(0, signal);
  const entries: LedgerEntry[] = [];
  const denied = new Map<string, LedgerEntry>();
  let failure: unknown;

  const run = async (planned: Unit, earlier: Promise<unknown>): Promise<void> => {
    try {
      if (planned.delayMs > 0) await runtime.sleep(planned.delayMs, signal);
      await earlier;
      await limitOf(planned.restaurantId)(async () => {
        signal.throwIfAborted();
        /* A unit that is skipped keeps its planned window: nothing is known of a later instant. */
        const isDenied = denied.has(streamOf(planned));
        const unit =
          planned.openEnded && !isDenied
            ? endingAt(planned, settledAt(client.serverNow()))
            : planned;
        onEvent({ type: 'started', unit });
        const onPage = (bytes: number) => onEvent({ type: 'page', unit, bytes });
        const entry = await extractOrSkip(
          unit,
          { client, signal, runId, runtime, spool, redactGuests, onPage, knownVersion, queue },
          denied,
        );
        entries.push(entry);
        onEvent({ type: 'ended', unit, entry });
      });
    } catch (error) {
      if (signal.aborted) return;
      failure = error;
      stop.abort();
    }
  };
  await Promise.all(inOrder(units, run));
  if (failure !== undefined) throw failure;
  return entries;
}

/* Starts all units at once, except that open-ended ones follow the others of their stream. */
function inOrder(
  units: readonly Unit[],
  run: (unit: Unit, earlier: Promise<unknown>) => Promise<void>,
): Promise<void>[] {
  const streams = new Map<string, Promise<void>[]>();
  for (const unit of units.toSorted((a, b) => Number(a.openEnded) - Number(b.openEnded))) {
    const others = streams.get(streamOf(unit)) ?? [];
    const earlier = unit.openEnded ? Promise.all(others) : Promise.resolve();
    streams.set(streamOf(unit), [...others, run(unit, earlier)]);
  }
  return [...streams.values()].flat();
}

function endingAt(unit: Unit, instant: number): Unit {
  const { start, end } = unit.window;
  return { ...unit, window: { start, end: Math.max(end, instant) } };
}

function limits(concurrency: number): (restaurantId: string) => LimitFunction {
  const byRestaurant = new Map<string, LimitFunction>();
  return (restaurantId) => {
    const limit = byRestaurant.get(restaurantId) ?? pLimit(concurrency);
    byRestaurant.set(restaurantId, limit);
    return limit;
  };
}

function streamOf({ restaurantId, resource }: Unit): string {
  return streamKey(restaurantId, resource.name);
}

async function versionLookup(units: readonly Unit[], connection: Connection) {
  const byResource = new Map<RestaurantResource, Map<string, string>>();
  for (const resource of new Set(units.map((unit) => unit.resource))) {
    if (resource.syncMode !== 'versioned') continue;
    byResource.set(resource, await loadVersions(connection, resource.name, resource.versionField));
  }
  return ({ resource, restaurantId }: Unit) => byResource.get(resource)?.get(restaurantId);
}

/* Credentials that cannot read one window of a stream cannot read the next: units that follow a denied
   one are skipped without a request. */
async function extractOrSkip(
  unit: Unit,
  context: UnitContext,
  denied: Map<string, LedgerEntry>,
): Promise<LedgerEntry> {
  const key = streamOf(unit);
  const earlier = denied.get(key);
  if (earlier !== undefined) {
    const { start, end } = unit.window;
    const now = context.runtime.now();
    const skipped = { ...earlier, start, end, requests: 0, startedAt: now, finishedAt: now };
    return context.queue.saveEntry(unit.resource, skipped);
  }
  const { entry, error } = await extractUnit(unit, context);
  if (error instanceof AccessDeniedError) denied.set(key, entry);
  return entry;
}
