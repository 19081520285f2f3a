import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EpochMillis, Sleep, WallClock, WorldClock } from '../common/clock.js';
import type { LruCache } from '../common/lru-cache.js';
import { CONTROL_PREFIX } from '../control/clock-and-truth.js';
import type { Reply, UnroutedCall } from '../http/call.js';
import { deliver, sentBody } from '../http/delivery.js';
import { acceptsGzip, encode } from '../http/encoding.js';
import { endpointName } from '../http/endpoint.js';
import { locationGuid } from '../http/location.js';
import { readCall } from '../http/read-call.js';
import type { RecordedRequest, Stats } from '../http/stats.js';
import type { Answer } from './api.js';

export interface ListenerParts {
  readonly answer: (call: UnroutedCall, requestId: string) => Promise<Answer>;
  readonly errorReply: (thrown: unknown, requestId: string) => Reply;
  readonly nextRequestId: () => string;
  readonly clock: WorldClock;
  readonly wallClock: WallClock;
  readonly bodies: LruCache<Buffer>;
  readonly stats: Stats;
  /** Delay of every answer in milliseconds. */
  readonly latencyMs: number;
  readonly sleep: Sleep;
}

/** Creates the request listener of Node's HTTP server. Every answer is sent by it. */
export function createListener(parts: ListenerParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const at = parts.wallClock();
    const requestId = parts.nextRequestId();
    const call = readCall(request, parts.clock.now());
    const answer = await parts.answer(call, requestId);
    const gzipped = acceptsGzip(call.header('accept-encoding'));
    const outgoing = await encode(answer.reply, gzipped, parts.bodies).catch((thrown: unknown) =>
      encode(parts.errorReply(thrown, requestId), gzipped, parts.bodies),
    );
    if (parts.latencyMs > 0) await parts.sleep(parts.latencyMs);

    // Counted before it is sent, so that a client that has its answer finds it counted.
    if (!call.path.startsWith(CONTROL_PREFIX)) {
      const name = answer.endpoint ? endpointName(answer.endpoint) : 'unknown';
      const status = answer.connection ?? outgoing.status;
      const { length } = sentBody(outgoing.body, answer.connection);
      parts.stats.record(name, toRecord(call, status, at), length);
    }
    const headers = {
      Date: new Date(call.now).toUTCString(),
      'Toast-Request-Id': requestId,
      ...outgoing.headers,
    };
    deliver(response, { ...outgoing, headers }, answer.connection);
  };
}

function toRecord(
  call: UnroutedCall,
  status: RecordedRequest['status'],
  at: EpochMillis,
): RecordedRequest {
  return {
    method: call.method,
    path: call.path,
    query: Object.fromEntries(call.query),
    restaurantGuid: locationGuid(call),
    status,
    at,
  };
}
