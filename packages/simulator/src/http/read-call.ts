import type { IncomingMessage } from 'node:http';
import type { EpochMillis } from '../common/clock.js';
import type { UnroutedCall } from './call.js';
import { readJson } from './read-json.js';

/** Reads a request of Node's HTTP server; its body only on demand. */
export function readCall(request: IncomingMessage, now: EpochMillis): UnroutedCall {
  const { host, target } = requestedTarget(request);
  const queryAt = target.indexOf('?');
  return {
    method: request.method ?? 'GET',
    path: queryAt < 0 ? target : target.slice(0, queryAt),
    query: new URLSearchParams(queryAt < 0 ? '' : target.slice(queryAt + 1)),
    header: (name) => request.headers[name]?.toString(),
    json: () => readJson(request),
    address: request.socket.remoteAddress ?? '',
    baseUrl: `http://${host}`,
    now,
  };
}

/**
 * Splits the request target, which may be a whole URL; then that decides the host (RFC 9112, 3.2.2).
 * The value of several Host headers is no host.
 */
function requestedTarget({ url = '/', headersDistinct }: IncomingMessage) {
  const [, host, target] = /^http:\/\/([^/?]*)(.*)$/i.exec(url) ?? [];
  return host === undefined
    ? { host: headersDistinct.host?.join(' ') ?? '', target: url }
    : { host, target: target?.startsWith('/') ? target : `/${target ?? ''}` };
}
