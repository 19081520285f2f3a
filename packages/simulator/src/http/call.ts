import type { EpochMillis } from '../common/clock.js';
import type { WorldRestaurant } from '../world/contract/world.js';

/** One request, read far enough to be answered. */
export interface Call {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** A header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** What the braces of the endpoint's path stood for. */
  readonly params: Readonly<Record<string, string>>;
  /** The body read as JSON; throws a 400 when it is not JSON. */
  readonly json: () => Promise<unknown>;
  /** The client's network address. */
  readonly address: string;
  /** Scheme and authority as the client wrote them, for links. */
  readonly baseUrl: string;
  /** The world's clock when the request arrived. */
  readonly now: EpochMillis;
}

/** A call whose path has not been matched with an endpoint yet. */
export type UnroutedCall = Omit<Call, 'params'>;

/** A call about one location: the one named by the header `Toast-Restaurant-External-ID`. */
export interface LocationCall extends Call {
  readonly restaurant: WorldRestaurant;
}

/** What an endpoint answers; encoding and the headers common to all are added on the way out. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text, made only when no cached body serves. */
  readonly body: () => string;
  /** Names the body's content exactly: equal keys promise equal bodies. */
  readonly cacheKey?: string;
}

/** A reply of status 200 with the value as its body. */
export function ok(value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, headers, body: () => JSON.stringify(value) };
}
