import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { EpochMillis } from '../common/clock.js';
import type { UnroutedCall } from './call.js';
import { Refusal } from './error-message.js';

/** Reads a request of Node's HTTP server; its body only on demand. */
export function readCall(request: IncomingMessage, now: EpochMillis): UnroutedCall {
  const target = request.url ?? '/';
  const queryAt = target.indexOf('?');
  return {
    method: request.method ?? 'GET',
    path: queryAt < 0 ? target : target.slice(0, queryAt),
    query: new URLSearchParams(queryAt < 0 ? '' : target.slice(queryAt + 1)),
    header: (name) => request.headers[name]?.toString(),
    json: () =>
      json(request).catch(() => {
        throw new Refusal(400, 'The body is not JSON');
      }),
    address: request.socket.remoteAddress ?? '',
    baseUrl: `http://${request.headers.host}`,
    now,
  };
}
