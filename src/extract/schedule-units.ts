import { setMaxListeners } from 'node:events';
import pLimit, { type LimitFunction } from 'p-limit';
import { ForbiddenError, UnauthorizedError, type ApiError } from '../errors.js';
import type { Connection } from '../warehouse/engine/connection.js';
import type { RestaurantResource } from '../resources/resource.js';
import { knownVersions } from '../warehouse/raw/lookups.js';
import type { LedgerEntry } from '../warehouse/state/ledger.js';
import { knownListings } from '../warehouse/state/page-digests.js';
import { seriesKey } from '../warehouse/state/stream-key.js';
import { Lander } from './load/load-queue.js';
import type { ExtractOptions } from './options.js';
import type { Unit } from './plan/plan.js';
import type { Spool } from './fetch/spool.js';
import { runUnit, type UnitContext } from './extract-unit.js';

/**
 * Runs units: of each restaurant `windowsAtATime`, so that one which is slow or limited does not
 * hold others up, and none before its delay. Gives the ledger's entries of those that ended; when
 * the signal aborts, the others are left as they were.
 * @throws what concerns the whole run, after the units in flight have stopped.
 */
export async function runUnits(
  units: readonly Unit[],
  options: ExtractOptions,
  connection: Connection,
  spool: Spool,
): Promise<LedgerEntry[]> {
  const queueOf = queues(options.windowsAtATime);
  const anew = options.fullRefresh || options.span !== undefined;
  const listings = anew ? [] : await knownListings(connection);
  const lander = new Lander(connection, { ...options, listings });
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  /* Every wait and request under way listens to it, so many that Node would suspect a leak. */
  setMaxListeners(0, signal);
  const entries: LedgerEntry[] = [];
  const refused = new Map<string, LedgerEntry>();
  let failure: unknown;
  const knownVersion = await versionsOf(options.fullRefresh ? [] : units, connection);

  const run = async (planned: Unit, earlier: Promise<unknown>): Promise<void> => {
    try {
      if (planned.delayMs > 0) await options.runtime.sleep(planned.delayMs, signal);
      await earlier;
      await queueOf(planned.restaurantId)(async () => {
        signal.throwIfAborted();
        /* What is skipped without asking is what was planned: nothing is known of any later instant. */
        const asked = planned.toNow && !refused.has(seriesOf(planned));
        const unit = asked ? untilNow(planned, options) : planned;
        options.onEvent({ type: 'started', unit });
        const context: UnitContext = {
          ...options,
          spool,
          signal,
          knownVersion,
          onPage: (bytes) => options.onEvent({ type: 'page', unit, bytes }),
          lander,
        };
        const entry = await runOrSkip(unit, context, refused);
        entries.push(entry);
        options.onEvent({ type: 'ended', unit, entry });
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

/* Starts all at once, but those that read to now: they follow the others of their series. */
function inOrder(
  units: readonly Unit[],
  run: (unit: Unit, earlier: Promise<unknown>) => Promise<void>,
): Promise<void>[] {
  const series = new Map<string, Promise<void>[]>();
  for (const unit of units.toSorted((a, b) => Number(a.toNow) - Number(b.toNow))) {
    const others = series.get(seriesOf(unit)) ?? [];
    const earlier = unit.toNow ? Promise.all(others) : Promise.resolve();
    series.set(seriesOf(unit), [...others, run(unit, earlier)]);
  }
  return [...series.values()].flat();
}

function untilNow(unit: Unit, { client }: ExtractOptions): Unit {
  const { start, end } = unit.window;
  return { ...unit, window: { start, end: Math.max(end, client.serverNow()) } };
}

function queues(concurrency: number): (restaurantId: string) => LimitFunction {
  const byRestaurant = new Map<string, LimitFunction>();
  return (restaurantId) => {
    const queue = byRestaurant.get(restaurantId) ?? pLimit(concurrency);
    byRestaurant.set(restaurantId, queue);
    return queue;
  };
}

function seriesOf({ restaurantId, resource }: Unit): string {
  return seriesKey(restaurantId, resource.name);
}

/* With --full-refresh no version counts as known. */
async function versionsOf(units: readonly Unit[], connection: Connection) {
  const byResource = new Map<RestaurantResource, Map<string, string>>();
  for (const resource of new Set(units.map((unit) => unit.resource))) {
    if (resource.window !== 'version') continue;
    byResource.set(resource, await knownVersions(connection, resource.name, resource.versionField));
  }
  return ({ resource, restaurantId }: Unit) => byResource.get(resource)?.get(restaurantId);
}

/* Who may not read an endpoint of a restaurant may not read its next window either: the windows
   that follow a refusal are skipped without asking. */
async function runOrSkip(
  unit: Unit,
  context: UnitContext,
  refused: Map<string, LedgerEntry>,
): Promise<LedgerEntry> {
  const key = seriesOf(unit);
  const earlier = refused.get(key);
  if (earlier !== undefined) {
    const at = context.runtime.now();
    const skipped: LedgerEntry = {
      ...earlier,
      start: unit.window.start,
      end: unit.window.end,
      requests: 0,
      startedAt: at,
      finishedAt: at,
    };
    return context.lander.record(unit.resource, skipped);
  }
  const entry = await runUnit(unit, context);
  if (refusals.has(entry.errorKind)) refused.set(key, entry);
  return entry;
}

const refusals = new Set<ApiError['name'] | undefined>([
  ForbiddenError.name,
  UnauthorizedError.name,
]);
