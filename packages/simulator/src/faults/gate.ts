import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sleep } from '../common/clock.js';

/** Opens and closes a server to new connections: while it is closed, they are refused. */
export class Gate {
  readonly #server: Server;
  readonly #sleep: Sleep;
  readonly #closing: AbortSignal;
  #port = 0;
  #opening = new AbortController();

  /** @param closing Aborts when the server closes for good. */
  constructor(server: Server, sleep: Sleep, closing: AbortSignal) {
    this.#server = server;
    this.#sleep = sleep;
    this.#closing = closing;
  }

  /** Refuses connections for a number of seconds, or until `open`. */
  shut(seconds: number | undefined): void {
    if (!this.#server.listening) return;
    this.#port = (this.#server.address() as AddressInfo).port;
    this.#server.close();
    if (seconds === undefined) return;
    this.#opening = new AbortController();
    const signal = AbortSignal.any([this.#opening.signal, this.#closing]);
    void this.#sleep(seconds * 1000, signal).then(
      () => this.open(),
      () => undefined,
    );
  }

  /** Accepts connections again on the same port; resolves once the server listens. */
  async open(): Promise<void> {
    this.#opening.abort();
    if (this.#server.listening || this.#closing.aborted) return;
    await once(this.#server.listen(this.#port, '127.0.0.1'), 'listening');
  }
}
