import type { EpochMillis } from '../common/clock.js';
import type { ConnectionFault } from './delivery.js';

/** One answered request, for tests. Control requests are not recorded. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly restaurantGuid: string | undefined;
  /** The status sent, or the fault that broke the connection. */
  readonly status: number | ConnectionFault;
  /** Arrival time by the wall clock. */
  readonly at: EpochMillis;
}

/** Counts the answers, logins and bytes of a server. */
export interface Counters {
  /**
   * Endpoint → status or connection fault → number of answers, e.g. `GET /orders/v2/ordersBulk` →
   * `200` → 17.
   */
  readonly requests: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Number of successful logins. */
  readonly logins: number;
  /** Total bytes of all bodies as sent. */
  readonly bytes: number;
}

/* Enough for any test; the millions of requests of a benchmark must not fill the memory. */
const MAX_RECORDED = 100_000;

/** Counts the answers since the start or the last reset. */
export class Stats {
  #requests: Record<string, Record<string, number>> = {};
  #bytes = 0;
  #recorded: RecordedRequest[] = [];
  readonly #login: string;

  /** @param login The name of the login endpoint, for `Counters.logins`. */
  constructor(login: string) {
    this.#login = login;
  }

  record(endpoint: string, request: RecordedRequest, bytes: number): void {
    const statuses = (this.#requests[endpoint] ??= {});
    statuses[request.status] = (statuses[request.status] ?? 0) + 1;
    this.#bytes += bytes;
    if (this.#recorded.length < MAX_RECORDED) this.#recorded.push(request);
  }

  /** Returns the first hundred thousand requests, in the order of their answers. */
  get recorded(): readonly RecordedRequest[] {
    return this.#recorded;
  }

  counters(): Counters {
    return {
      requests: structuredClone(this.#requests),
      logins: this.#requests[this.#login]?.['200'] ?? 0,
      bytes: this.#bytes,
    };
  }

  reset(): void {
    this.#requests = {};
    this.#bytes = 0;
    this.#recorded = [];
  }
}
