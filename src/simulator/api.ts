import { authenticate, requireScope } from './authorization.js';
import type { Call, Reply } from './call.js';
import type { Endpoint } from './endpoint.js';
import { errorReply } from './error-message.js';
import { locate } from './location.js';
import type { RateLimiter } from './rate-limiter.js';
import { createRouter } from './router.js';
import type { TokenIssuer } from './tokens.js';
import type { World } from './world-types.js';

export interface ApiParts {
  readonly world: World;
  readonly tokens: TokenIssuer;
  readonly endpoints: readonly Endpoint[];
  /** Absent: nothing is limited, and no answer speaks of limits. */
  readonly limiter: RateLimiter | undefined;
}

/** A call before its path is matched. */
export type UnroutedCall = Omit<Call, 'params'>;

export interface Answer {
  readonly reply: Reply;
  /** Absent when the call did not reach one. */
  readonly endpoint: Endpoint | undefined;
}

/** What is learnt about a call on its way and must be known even if it goes no further. */
interface Trail {
  endpoint?: Endpoint;
  headers?: Readonly<Record<string, string>>;
}

/**
 * Joins endpoints into one function from call to reply. A call passes, in this order: the path
 * and method, its token, the rate limits, the scope, the location header, the endpoint. The
 * function never throws: what is refused or fails on the way becomes an `ErrorMessage`.
 */
export function createApi({ world, tokens, endpoints, limiter }: ApiParts) {
  const route = createRouter(endpoints);

  async function reply(unrouted: UnroutedCall, trail: Trail): Promise<Reply> {
    const { endpoint, params } = route(unrouted.method, unrouted.path);
    const call = { ...unrouted, params };
    trail.endpoint = endpoint;

    if (endpoint.access === 'open') {
      if (endpoint.limit) limiter?.admitUnnamed(call, endpoint.limit);
      return endpoint.handle(call);
    }
    const claims = authenticate(call, tokens);
    trail.headers = limiter?.admit(call, claims, endpoint.limit);
    requireScope(claims, endpoint.scope);
    return endpoint.access === 'token'
      ? endpoint.handle(call)
      : endpoint.handle({ ...call, restaurant: locate(call, world) });
  }

  return async (call: UnroutedCall, requestId: string): Promise<Answer> => {
    const trail: Trail = {};
    const { headers, ...rest } = await reply(call, trail).catch((thrown: unknown) =>
      errorReply(thrown, requestId),
    );
    return {
      reply: { ...rest, headers: { ...trail.headers, ...headers } },
      endpoint: trail.endpoint,
    };
  };
}
