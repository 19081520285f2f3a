import type { ExtractEvent } from '../extract/report/events.js';
import type { Unit } from '../extract/plan/plan.js';
import { isWindowed } from '../resources/resource.js';
import type { PublishEvent } from '../publish/publisher.js';
import type { RunEvent } from '../transform/run/model-events.js';
import type { TestEvent } from '../transform/run/test-events.js';
import type { LogRecord } from './log-file.js';

/**
 * Returns what the log keeps of an event of an extraction: each window with its rows, requests and the
 * reason why it was not read. Pages and starts are left out.
 */
export function extractRecord(
  event: ExtractEvent,
  names: ReadonlyMap<string, string>,
): LogRecord | undefined {
  switch (event.type) {
    case 'clock-off':
      return {
        event: 'clock off',
        serverTime: iso(event.serverNow),
        ownTime: iso(event.now),
      };
    case 'discovered':
      return {
        event: 'restaurants listed',
        restaurants: event.restaurantIds.length,
        missingScopes: event.missingScopes,
      };
    case 'planned':
      return { event: 'windows planned', windows: event.units.length };
    case 'ended': {
      const { entry, unit } = event;
      return {
        event: `window ${entry.status}`,
        restaurant: names.get(entry.restaurantId),
        restaurantId: entry.restaurantId,
        resource: entry.resource,
        ...windowOf(unit),
        rowsRead: entry.rowsRead,
        rowsNew: entry.rowsNew,
        rowsUpdated: entry.rowsUpdated,
        requests: entry.requests,
        seconds: (entry.finishedAt - entry.startedAt) / 1000,
        reason: entry.error,
        requestId: entry.requestId,
      };
    }
    case 'waiting': {
      const { restaurantId, ms, reason } = event;
      const restaurant = restaurantId === undefined ? undefined : names.get(restaurantId);
      return { event: 'request retried', restaurant, restaurantId, seconds: ms / 1000, reason };
    }
    case 'started':
    case 'page':
      return undefined;
  }
}

/** Returns what the log keeps of an event of a transformation: each model when it is finished. */
export function modelRecord(event: RunEvent): LogRecord | undefined {
  if (event.type !== 'finish') return undefined;
  const { model, relation, status, rows, seconds, error } = event.result;
  return {
    event: `model ${status}`,
    ...{ model, relation, rows, seconds },
    batch: event.batch,
    reason: error?.message,
    suggestion: error?.suggestion,
  };
}

/** Returns what the log keeps of an event of the data tests: each test when it is finished. */
export function testRecord(event: TestEvent): LogRecord | undefined {
  if (event.type !== 'finish') return undefined;
  const { test, model, place, status, failures, examples, seconds, error } = event.result;
  return {
    event: `test ${status}`,
    ...{ test, model, place, failures, seconds },
    examples: examples.length === 0 ? undefined : examples,
    reason: error?.message,
    suggestion: error?.suggestion,
  };
}

/** Returns what the log keeps of an event of publishing to `target`. */
export function publishRecord(target: string, event: PublishEvent): LogRecord {
  switch (event.type) {
    case 'table':
      return { event: 'table published', target, ...event.result };
    case 'waiting':
      return { event: 'publishing waits', target, reason: event.reason };
    case 'started':
      return { event: 'publishing started', target };
  }
}

function windowOf({ resource, window }: Unit) {
  return isWindowed(resource) ? { windowStart: iso(window.start), windowEnd: iso(window.end) } : {};
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
