import type { EpochMillis } from '../common/clock.js';
import type { WorldRestaurant } from '../world/contract/world.js';

/** A request as endpoints see it. */
export interface Call {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Returns a header by its lowercase name. */
  readonly header: (name: string) => string | undefined;
  /** Values of the parameters in the endpoint's path. */
  readonly params: Readonly<Record<string, string>>;
  /** Reads the body as JSON; throws what `readJson` throws. */
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

/** An endpoint's answer; encoding and common headers are added when it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Creates the body, JSON as text or a fault's bytes; called only when it is not cached. */
  readonly body: () => string | Buffer;
  /** Identifies the body's content: equal keys mean equal bodies. */
  readonly cacheKey?: string;
}

/** Creates a reply of status 200 with the value as its JSON body. */
export function ok(value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, headers, body: () => JSON.stringify(value) };
}
