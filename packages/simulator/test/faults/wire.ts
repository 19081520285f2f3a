import { connect } from 'node:net';
import type { Simulator } from '../../src/server/serve.js';
import { logIn } from '../support/harness.js';
import { MAIN_STREET } from '../support/small-world.js';

/** What came over a connection until it ended, however it did. */
export interface Received {
  /** Empty when there was none. */
  readonly head: string;
  readonly body: string;
  /** The system's name of the error, e.g. ECONNRESET. */
  readonly error: string | undefined;
}

/** One GET over a socket of its own, which is given up as soon as `enough` is true of its bytes. */
export async function overTheWire(
  simulator: Simulator,
  target: string,
  enough: (received: string) => boolean = () => false,
): Promise<Received> {
  const token = await logIn(simulator);
  return new Promise((resolve) => {
    let text = '';
    let error: string | undefined;
    const socket = connect(simulator.port, '127.0.0.1');
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (enough(text)) socket.destroy();
    });
    socket.on('error', (thrown: NodeJS.ErrnoException) => (error = thrown.code));
    socket.on('close', () => {
      const [head = '', ...body] = text.split('\r\n\r\n');
      resolve({ head, body: body.join('\r\n\r\n'), error });
    });
    socket.write(
      `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n` +
        `Toast-Restaurant-External-ID: ${MAIN_STREET}\r\n\r\n`,
    );
  });
}
