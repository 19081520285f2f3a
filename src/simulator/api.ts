import { authenticate, requireScope } from './authorization.js';
import type { Call, Reply } from './call.js';
import type { Endpoint, OpenEndpoint, ProtectedEndpoint } from './endpoint.js';
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
 * Joins endpoints into one function from call to reply. A call passes, in this order: its token,
 * the path and method, the rate limits, the scope, the location header, the endpoint. The
 * function never throws: what is refused or fails on the way becomes an `ErrorMessage`.
 */
export function createApi({ world, tokens, endpoints, limiter }: ApiParts) {
  const open = endpoints.filter((endpoint) => endpoint.access === 'open');
  const routeOpen = createRouter<OpenEndpoint>(open);
  const routeProtected = createRouter<ProtectedEndpoint>(
    endpoints.filter((endpoint) => endpoint.access !== 'open'),
  );
  const openPaths = new Set(open.map(({ path }) => path));

  async function replyOpen(call: UnroutedCall, trail: Trail): Promise<Reply> {
    const { endpoint, params } = routeOpen(call.method, call.path);
    trail.endpoint = endpoint;
    if (endpoint.limit) limiter?.admitUnnamed(call, endpoint.limit);
    return endpoint.handle({ ...call, params });
  }

  async function replyProtected(call: UnroutedCall, trail: Trail): Promise<Reply> {
    const claims = authenticate(call, tokens);
    const { endpoint, params } = routeProtected(call.method, call.path);
    trail.endpoint = endpoint;
    trail.headers = limiter?.admit(call, claims, endpoint.limit);
    requireScope(claims, endpoint.scope);
    return endpoint.access === 'token'
      ? endpoint.handle({ ...call, params })
      : endpoint.handle({ ...call, params, restaurant: locate(call, world) });
  }

  return async (call: UnroutedCall, requestId: string): Promise<Answer> => {
    const trail: Trail = {};
    const reply = await (openPaths.has(call.path) ? replyOpen : replyProtected)(call, trail).catch(
      (thrown: unknown) => errorReply(thrown, requestId),
    );
    return {
      reply: { ...reply, headers: { ...trail.headers, ...reply.headers } },
      endpoint: trail.endpoint,
    };
  };
}
