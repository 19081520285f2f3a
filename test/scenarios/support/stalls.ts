import type { Simulator } from 'toast-simulator';
import type { HttpRequest } from '../../../src/toast/transport.js';
import { whenDone } from '../../support/when-done.js';

/**
 * Gives the client time-outs that end the exchanges which the simulator stalls, as soon as it has
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

  /** Looks at what the simulator answers until the test ends. */
  watch(simulator: Simulator): void {
    const watching = setInterval(() => {
      const answered = simulator.requests();
      for (; this.#seen < answered.length; this.#seen += 1) {
        const { path, query, restaurantGuid, status } = answered[this.#seen]!;
        const name = nameOf(path, Object.entries(query), restaurantGuid);
        /* Answers come in the order of requests where two are alike. */
        const [first, ...others] = this.#open.get(name) ?? [];
        this.#open.set(name, others);
        if (status === 'stall') first?.abort();
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
