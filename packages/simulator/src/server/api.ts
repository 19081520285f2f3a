import type { Strike } from '../faults/faults.js';
import { authenticate, requireScope } from '../http/access/authorization.js';
import type { RateLimiter } from '../http/access/rate-limiter.js';
import type { TokenIssuer } from '../http/access/tokens.js';
import type { Reply, UnroutedCall } from '../http/call.js';
import type { ConnectionFault } from '../http/delivery.js';
import type { Endpoint } from '../http/endpoint.js';
import { errorReply } from '../http/error-message.js';
import { locate } from '../http/location.js';
import { createRouter } from '../http/router.js';
import type { World } from '../world/contract/world.js';

export interface ApiParts {
  readonly world: World;
  readonly tokens: TokenIssuer;
  readonly endpoints: readonly Endpoint[];
  /** Without it, nothing is limited and no answer has rate limit headers. */
  readonly limiter: RateLimiter | undefined;
  /** Applies the faults in force to a call. */
  readonly strike: (
    call: UnroutedCall,
    endpoint: string,
    requestId: string,
  ) => Promise<Strike | undefined>;
}

export interface Answer {
  readonly reply: Reply;
  /** Undefined when the call did not reach an endpoint. */
  readonly endpoint: Endpoint | undefined;
  /** How the connection breaks while the answer is sent, if it does. */
  readonly connection: ConnectionFault | undefined;
}

/** What is known about a call even if it fails on its way. */
interface Trail {
  endpoint?: Endpoint;
  strike?: Strike | undefined;
  headers?: Readonly<Record<string, string>>;
}

/**
 * Combines endpoints into one function from call to answer. A call passes, in this order: the path
 * and method, the faults, its token, the rate limits, the scope, the location header, the endpoint.
 * The function never throws: every refusal and failure becomes an `ErrorMessage`.
 */
export function createApi({ world, tokens, endpoints, limiter, strike }: ApiParts) {
  const route = createRouter(endpoints);

  async function reply(unrouted: UnroutedCall, requestId: string, trail: Trail): Promise<Reply> {
    const { endpoint, params } = route(unrouted.method, unrouted.path);
    const call = { ...unrouted, params };
    trail.endpoint = endpoint;
    trail.strike = await strike(unrouted, endpoint.path, requestId);
    if (trail.strike?.reply) return trail.strike.reply;

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
    const { headers, ...rest } = await reply(call, requestId, trail).catch((thrown: unknown) =>
      errorReply(thrown, requestId),
    );
    const whole = { ...rest, headers: { ...trail.headers, ...headers } };
    return {
      reply: trail.strike?.spoil?.(whole) ?? whole,
      endpoint: trail.endpoint,
      connection: trail.strike?.connection,
    };
  };
}
