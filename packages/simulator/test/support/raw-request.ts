import { connect, type Socket } from 'node:net';
import type { Simulator } from '../../src/server/serve.js';

/** A connection over which a test writes what no HTTP client would send. */
export interface RawConnection {
  readonly socket: Socket;
  /** Everything that was received, once the server has closed the connection. */
  readonly received: Promise<string>;
}

export function openRaw(simulator: Simulator): RawConnection {
  const socket = connect(simulator.port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  // A reset after an answer loses nothing that the tests look at.
  socket.on('error', () => undefined);
  const received = new Promise<string>((resolve) => socket.on('close', () => resolve(text)));
  return { socket, received };
}

/** Writes a request as it is and returns what was received until the server closed. */
export function sendRaw(simulator: Simulator, text: string): Promise<string> {
  const { socket, received } = openRaw(simulator);
  socket.write(text);
  return received;
}

/** Makes the text of a request that asks for the connection to be closed after its answer. */
export function rawRequest(line: string, headers: readonly string[], body = ''): string {
  return [`${line} HTTP/1.1`, ...headers, 'Connection: close', '', body].join('\r\n');
}

/** The statuses of all answers in a text. */
export function statusesIn(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}
