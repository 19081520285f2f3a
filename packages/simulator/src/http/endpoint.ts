import type { Call, LocationCall, Reply } from './call.js';

/** A number of requests per slice of time. Slices are fixed, aligned to the epoch, not rolling. */
export interface Limit {
  readonly name: string;
  /** Its name in `X-Toast-RateLimit-By`. */
  readonly by: 'GLOBAL' | 'API' | 'ENDPOINT';
  readonly requests: number;
  readonly sliceMs: number;
}

interface Common {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** From the root, with parameters in braces: `/orders/v2/orders/{guid}`. */
  readonly path: string;
  /** The scope that the token must hold, if any. */
  readonly scope?: string;
  /** A limit of this endpoint, in addition to the general ones. */
  readonly limit?: Limit;
}

/** Needs no token. */
interface OpenEndpoint extends Common {
  readonly access: 'open';
  readonly handle: (call: Call) => Reply | Promise<Reply>;
}

/** Needs a token, but no location header. */
interface TokenEndpoint extends Common {
  readonly access: 'token';
  readonly handle: (call: Call) => Reply | Promise<Reply>;
}

/** Needs a token and the header `Toast-Restaurant-External-ID`. */
interface LocationEndpoint extends Common {
  readonly access: 'location';
  readonly handle: (call: LocationCall) => Reply | Promise<Reply>;
}

/** Describes one operation of the API: its path, its access rules and its answer. */
export type Endpoint = OpenEndpoint | TokenEndpoint | LocationEndpoint;

/** Creates an endpoint that reads something of one location. */
export function locationGet(
  path: string,
  scope: string,
  handle: (call: LocationCall) => Reply,
): Endpoint {
  return { method: 'GET', path, access: 'location', scope, handle };
}

/** Returns the name of an endpoint in counters and logs: `GET /orders/v2/ordersBulk`. */
export function endpointName({ method, path }: Endpoint): string {
  return `${method} ${path}`;
}
