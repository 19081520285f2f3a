import type { Simulator } from 'toast-simulator';
import type { HttpRequest } from '../../../src/toast/transport.js';
import { whenDone } from '../../support/vitest/when-done.js';

/**
 * Returns the client time-outs that end the exchanges which the simulator stalls, as soon as it has
 * stalled them, and no others: no test waits for a timer, and a busy machine times nothing out.
 */
export class StallTimeouts {
  readonly #open = new Map<string, AbortController[]>();
  #seen = 0;

  readonly timeoutOf = ({ url, restaurantId }: HttpRequest): AbortSignal => {
    const controller = new AbortController();
    const name = nameOf(url.pathname, url.searchParams, restaurantId);
    this.#open.set(name, [...(this.#open.get(name) ?? []), controller]);
    return controller.signal;
  };

  /** Watches the answers of the simulator until the test ends. */
  watch(simulator: Simulator): void {
    const watching = setInterval(() => {
      const answered = simulator.requests();
      for (; this.#seen < answered.length; this.#seen += 1) {
        const { path, query, restaurantGuid, status } = answered[this.#seen]!;
        const name = nameOf(path, Object.entries(query), restaurantGuid);
        if (status !== 'stall') continue;
        /* The client sends no request again before it has the answer: all others of it are over. */
        for (const controller of this.#open.get(name) ?? []) controller.abort();
        this.#open.delete(name);
      }
    }, 10);
    whenDone(() => clearInterval(watching));
  }
}

function nameOf(
  path: string,
  query: Iterable<[string, string]>,
  restaurantId: string | undefined,
): string {
  return JSON.stringify([path, [...query], restaurantId]);
}
