import type { Readable } from 'node:stream';
import fetch from 'cross-fetch';
import { TransientError, UnusableResponseError } from '../errors.js';
import type { Runtime } from '../runtime.js';
import { ConnectionAgent } from './agent.js';
import { readBody, UnusableBody } from './body.js';

/** Describes an HTTP request. `restaurantId` is used for error messages and rate limits only. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string | undefined;
  restaurantId?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Maximum size of the body in bytes, if the response is known to be small. */
  maxBytes?: number | undefined;
  /** Resolves when this many bytes of the body may be in memory. */
  reserve?: ((bytes: number) => Promise<void>) | undefined;
}

/** Holds a complete HTTP response. */
export interface HttpResponse {
  status: number;
  headers: Headers;
  /** Complete and decompressed. */
  body: Buffer;
  /** Time on the server's clock in epoch milliseconds, from the `Date` header, if it has one. */
  serverTime: number | undefined;
  /** Time on this machine's clock when the body was complete, in epoch milliseconds. */
  receivedAt: number;
}

/**
 * Sends one HTTP request and returns its response, whatever its status.
 * @throws TransientError if there was no complete response, UnusableResponseError if it is too large
 *   or in an encoding that was not asked for.
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/** Configures a transport. */
export interface TransportOptions {
  runtime: Runtime;
  /** Maximum time for one request in milliseconds, including the body of the response. */
  timeoutMs: number;
  /** Returns the signal that aborts a request, instead of a timer. */
  timeoutOf?: ((request: HttpRequest) => AbortSignal) | undefined;
  /** Maximum size of a body in bytes, as sent and decompressed. 64 MB by default. */
  maxBytes?: number | undefined;
}

/* Toast's pages are a hundredth of it. */
const defaultMaxBytes = 64 * 1024 * 1024;

/* Toast's error messages are a few hundred bytes, the error pages of proxies several kilobytes. */
const maxErrorBytes = 1024 * 1024;

/**
 * Creates a transport that uses `cross-fetch`, keeps connections alive, and honours HTTPS_PROXY,
 * ALL_PROXY and NO_PROXY. It does not follow redirects, so that the token is sent to one host only.
 */
export function createTransport({
  runtime,
  timeoutMs,
  timeoutOf,
  ...options
}: TransportOptions): Transport {
  const agents = new Map<string, ConnectionAgent>();
  const configuredMaxBytes = options.maxBytes ?? defaultMaxBytes;
  return async (request) => {
    const expiry = new AbortController();
    const timer = setTimeout(() => expiry.abort(), timeoutMs);
    const timeout = timeoutOf?.(request) ?? expiry.signal;
    const stop = new AbortController();
    const unfollow = follow(stop, [timeout, ...(request.signal ? [request.signal] : [])]);
    try {
      const options = fetchOptions(request, agentFor(request.url, agents), stop.signal);
      const response = await fetch(request.url.href, options);
      const { status, headers } = response;
      const date = Date.parse(headers.get('date') ?? '');
      return {
        status,
        headers,
        body: await bodyOf(response, request, configuredMaxBytes, () => stop.abort()),
        serverTime: Number.isNaN(date) ? undefined : date,
        receivedAt: runtime.now(),
      };
    } catch (cause) {
      stop.abort();
      request.signal?.throwIfAborted();
      if (cause instanceof UnusableResponseError) throw cause;
      const reason = timeout.aborted
        ? `Toast did not answer within ${timeoutMs / 1000} seconds`
        : `The connection to ${request.url.host} failed: ${describe(cause)}`;
      throw new TransientError(reason, {
        endpoint: request.url.pathname,
        restaurantId: request.restaurantId,
        suggestion: 'Check the network connection and `domain`, then run the command again.',
        cause,
      });
    } finally {
      clearTimeout(timer);
      unfollow();
    }
  };
}

/* Without its protocol, an agent looks for it in a stack trace at each request. */
function agentFor({ protocol }: URL, agents: Map<string, ConnectionAgent>): ConnectionAgent {
  const agent = agents.get(protocol) ?? new ConnectionAgent({ keepAlive: true });
  agent.protocol = protocol;
  agents.set(protocol, agent);
  return agent;
}

/* Aborts `stop` with any of the signals until the returned function is called. `AbortSignal.timeout` and
   `AbortSignal.any` would keep what belongs to a request until the two minutes of its timeout are over:
   measured with 23,000 requests, 20 to 50 MB. */
function follow(stop: AbortController, signals: readonly AbortSignal[]): () => void {
  const abort = () => stop.abort();
  for (const signal of signals) {
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  }
  return () => {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  };
}

async function bodyOf(
  { status, headers, body }: Response,
  request: HttpRequest,
  configuredMaxBytes: number,
  hangUp: () => void,
): Promise<Buffer> {
  const stream = body as unknown as Readable;
  /* Hanging up emits an error when nobody reads any more. */
  stream.on('error', () => undefined);
  const { reserve = async () => undefined, maxBytes = configuredMaxBytes } = request;
  const read = (max: number) => readBody(stream, headers, { maxBytes: max, reserve });
  try {
    if (status >= 200 && status < 300) return await read(Math.min(maxBytes, configuredMaxBytes));
  } catch (cause) {
    if (!(cause instanceof UnusableBody)) throw cause;
    throw new UnusableResponseError(`The response ${cause.message}`, {
      endpoint: request.url.pathname,
      restaurantId: request.restaurantId,
      requestId: headers.get('toast-request-id')?.slice(0, 100),
      suggestion: `Check \`domain\` and the proxy.${maxBytes < configuredMaxBytes ? '' : raiseLimit}`,
    });
  }
  /* The status says more than that its explanation cannot be read. */
  return read(maxErrorBytes).catch(() => {
    hangUp();
    return Buffer.alloc(0);
  });
}

const raiseLimit = ' If Toast’s responses are this large, raise `maxResponseMegabytes`.';

/* In Node, cross-fetch is node-fetch 2, which has more options than the web's fetch. Bodies are
   decompressed here rather than there, so that a truncated body is an error, not less data. */
function fetchOptions(
  request: HttpRequest,
  agent: ConnectionAgent,
  signal: AbortSignal,
): RequestInit {
  return {
    method: request.method,
    headers: { 'Accept-Encoding': 'gzip', ...request.headers },
    body: request.body,
    redirect: 'manual',
    compress: false,
    agent,
    signal,
  } as unknown as RequestInit;
}

/* Prefers the code, because the messages of node-fetch repeat the whole URL. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return code ?? cause.message;
}
