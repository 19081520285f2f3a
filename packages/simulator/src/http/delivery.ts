import type { ServerResponse } from 'node:http';
import type { Outgoing } from './encoding.js';

/** Ways in which a connection can break under an answer (docs/simulator.md). */
export const CONNECTION_FAULTS = ['refused', 'reset', 'half', 'halfChunked', 'stall'] as const;

export type ConnectionFault = (typeof CONNECTION_FAULTS)[number];

/** Returns the part of a body that is sent before the connection breaks, or all of it. */
export function sentBody(body: Buffer, fault: ConnectionFault | undefined): Buffer {
  if (fault === undefined) return body;
  if (fault === 'refused' || fault === 'reset') return body.subarray(0, 0);
  return body.subarray(0, Math.floor(body.length / 2));
}

/**
 * Sends an answer as far as the fault allows. After a stall, the client has to close the
 * connection.
 */
export function deliver(
  response: ServerResponse,
  { status, headers, body }: Outgoing,
  fault: ConnectionFault | undefined,
): void {
  if (fault === undefined) {
    response.writeHead(status, headers);
    response.end(body);
    return;
  }
  const { socket } = response;
  if (fault === 'refused' || fault === 'reset') {
    socket?.resetAndDestroy();
    return;
  }
  const { 'Content-Length': length, ...others } = headers;
  response.writeHead(
    status,
    fault === 'halfChunked' ? others : { ...others, 'Content-Length': length },
  );
  response.flushHeaders();
  response.write(sentBody(body, fault), () => {
    if (fault !== 'stall') socket?.destroySoon();
  });
}
