import type { FaultHit } from '../faults/faults.js';
import { authenticate, requireScope } from '../http/access/authorization.js';
import { requireLocalCaller } from '../http/access/local-caller.js';
import type { RateLimiter } from '../http/access/rate-limiter.js';
import type { TokenIssuer } from '../http/access/tokens.js';
import type { Reply, UnroutedCall } from '../http/call.js';
import type { ConnectionFault } from '../http/delivery.js';
import type { Endpoint } from '../http/endpoint.js';
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
  readonly applyFaults: (
    call: UnroutedCall,
    endpoint: string,
    requestId: string,
  ) => Promise<FaultHit | undefined>;
  readonly errorReply: (thrown: unknown, requestId: string) => Reply;
}

export interface Answer {
  readonly reply: Reply;
  /** Undefined when the call did not reach an endpoint. */
  readonly endpoint: Endpoint | undefined;
  /** The break of the connection while the answer is sent, if a fault causes one. */
  readonly connection: ConnectionFault | undefined;
}

/** Keeps the facts about a call that are needed even if it fails. */
interface CallTrace {
  endpoint?: Endpoint;
  hit?: FaultHit | undefined;
  headers?: Readonly<Record<string, string>>;
}

/**
 * Combines endpoints into one function from call to answer. A call passes, in this order: its host
 * and origin, the path and method, the faults, its token, the rate limits, the scope, the location
 * header, the endpoint.
 * The function never throws: every refusal and failure becomes an `ErrorMessage`.
 */
export function createApi(parts: ApiParts) {
  const { world, tokens, endpoints, limiter, applyFaults, errorReply } = parts;
  const route = createRouter(endpoints);

  async function reply(
    unrouted: UnroutedCall,
    requestId: string,
    trace: CallTrace,
  ): Promise<Reply> {
    requireLocalCaller(unrouted);
    const { endpoint, params } = route(unrouted.method, unrouted.path);
    const call = { ...unrouted, params };
    trace.endpoint = endpoint;
    trace.hit = await applyFaults(unrouted, endpoint.path, requestId);
    if (trace.hit?.reply) return trace.hit.reply;

    if (endpoint.access === 'open') {
      if (endpoint.limit) limiter?.admitUnnamed(call, endpoint.limit);
      return endpoint.handle(call);
    }
    const claims = authenticate(call, tokens);
    trace.headers = limiter?.admit(call, claims, endpoint.limit);
    requireScope(claims, endpoint.scope);
    return endpoint.access === 'token'
      ? endpoint.handle(call)
      : endpoint.handle({ ...call, restaurant: locate(call, world) });
  }

  return async (call: UnroutedCall, requestId: string): Promise<Answer> => {
    const trace: CallTrace = {};
    const { headers, ...rest } = await reply(call, requestId, trace).catch((thrown: unknown) =>
      errorReply(thrown, requestId),
    );
    const whole = { ...rest, headers: { ...trace.headers, ...headers } };
    return {
      reply: trace.hit?.corrupt?.(whole) ?? whole,
      endpoint: trace.endpoint,
      connection: trace.hit?.connection,
    };
  };
}
