import type { ClientRequest, IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import fetch from 'cross-fetch';
import { ProxyAgent } from 'proxy-agent';
import { TransientError } from '../errors.js';
import type { Runtime } from '../runtime.js';

const unzip = promisify(gunzip);

/** Describes an HTTP request. `restaurantId` is used for error messages and rate limits only. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string | undefined;
  restaurantId?: string | undefined;
  signal?: AbortSignal | undefined;
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
 * @throws TransientError if there was no complete response.
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/** Configures a transport. */
export interface TransportOptions {
  runtime: Runtime;
  /** Maximum time for one request in milliseconds, including the body of the response. */
  timeoutMs: number;
  /** Returns the signal that aborts a request, instead of a timer. */
  timeoutOf?: ((request: HttpRequest) => AbortSignal) | undefined;
}

/**
 * Creates a transport that uses `cross-fetch`, keeps connections alive, and honours HTTPS_PROXY and
 * NO_PROXY. It does not follow redirects, so that the token is sent to one host only.
 */
export function createTransport({ runtime, timeoutMs, timeoutOf }: TransportOptions): Transport {
  const agent = new ResponseErrorAgent({ keepAlive: true });
  return async (request) => {
    const timeout = timeoutOf?.(request) ?? AbortSignal.timeout(timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
    /* In Node, cross-fetch is node-fetch 2, which has more options than the web's fetch. Bodies are
       decompressed here rather than there, so that a truncated body is an error, not less data. */
    const options = {
      method: request.method,
      headers: { 'Accept-Encoding': 'gzip', ...request.headers },
      body: request.body,
      redirect: 'manual',
      compress: false,
      agent,
      signal,
    };
    try {
      const response = await fetch(request.url.href, options as unknown as RequestInit);
      const sent = Buffer.from(await response.arrayBuffer());
      const body =
        response.headers.get('content-encoding') === 'gzip' ? await decompress(sent) : sent;
      const date = Date.parse(response.headers.get('date') ?? '');
      return {
        status: response.status,
        headers: response.headers,
        body,
        serverTime: Number.isNaN(date) ? undefined : date,
        receivedAt: runtime.now(),
      };
    } catch (cause) {
      request.signal?.throwIfAborted();
      const reason = timeout.aborted
        ? `Toast did not answer within ${timeoutMs / 1000} seconds`
        : `The connection to ${request.url.host} failed: ${describe(cause)}`;
      throw new TransientError(reason, {
        endpoint: request.url.pathname,
        restaurantId: request.restaurantId,
        suggestion: 'Check the network connection and `domain`, then run the command again.',
        cause,
      });
    }
  };
}

/* A gzip stream ends with its decompressed size, modulo 2^32. A buffer for all of it takes a third of
   the CPU time of the library's 16 kB chunks. The size is only a hint, because it may be wrong. */
const maxChunkBytes = 16 * 1024 * 1024;

function decompress(sent: Buffer): Promise<Buffer> {
  const announced = sent.length < 4 ? 0 : sent.readUInt32LE(sent.length - 4);
  return unzip(sent, { chunkSize: Math.min(Math.max(announced + 1, 1024), maxChunkBytes) });
}

/* node-fetch 2 does not notice that a connection ended before the announced length of a body, and
   waits for the timeout. It does notice errors of the request, so this agent passes the errors of the
   response on to it. */
class ResponseErrorAgent extends ProxyAgent {
  override connect(
    request: ClientRequest,
    options: Parameters<ProxyAgent['connect']>[1],
  ): ReturnType<ProxyAgent['connect']> {
    request.once('response', (response: IncomingMessage) => {
      response.once('error', (error) => request.emit('error', error));
    });
    return super.connect(request, options);
  }
}

/* Prefers the code, because the messages of node-fetch repeat the whole URL. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return code ?? cause.message;
}
