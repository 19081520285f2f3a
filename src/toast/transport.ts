import type { ClientRequest, IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import fetch from 'cross-fetch';
import { ProxyAgent } from 'proxy-agent';
import { TransientError } from '../errors.js';
import type { Runtime } from '../runtime.js';

const unzip = promisify(gunzip);

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string | undefined;
  restaurantId?: string | undefined;
  signal?: AbortSignal | undefined;
}

export interface HttpResponse {
  status: number;
  headers: Headers;
  /** Complete and no longer compressed. */
  body: Buffer;
  /** The server's clock when it answered, epoch milliseconds in whole seconds, if it said so. */
  serverTime: number | undefined;
  /** This machine's clock when the answer had come, epoch milliseconds. */
  receivedAt: number;
}

/** One HTTP exchange, whatever its status. @throws TransientError when no complete answer came. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

export interface TransportOptions {
  runtime: Runtime;
  /** Longest time for one exchange, body included. */
  timeoutMs: number;
  /** Gives the signal that ends an exchange, instead of a timer. */
  timeoutOf?: ((request: HttpRequest) => AbortSignal) | undefined;
}

/**
 * A transport over `cross-fetch` with connections that are kept alive, through the proxy that
 * HTTPS_PROXY and NO_PROXY name, if any. Redirects are not followed: a token goes to one host only.
 */
export function createTransport({ runtime, timeoutMs, timeoutOf }: TransportOptions): Transport {
  const agent = new WatchfulAgent({ keepAlive: true });
  return async (request) => {
    const timeout = timeoutOf?.(request) ?? AbortSignal.timeout(timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
    /* In Node cross-fetch is node-fetch 2, which takes more options than the web's fetch. Bodies
       are decompressed here, not there, so that a cut-off one is an error and never shorter data. */
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
        suggestion: 'Check the network and `domain`, then run the command again.',
        cause,
      });
    }
  };
}

/* A gzip stream ends with its decompressed size, modulo 2^32. Room for all of it at once takes a
   third of the CPU time of the library's 16 kB at a time; it is a hint only, and may be a lie. */
const mostRoom = 16 * 1024 * 1024;

function decompress(sent: Buffer): Promise<Buffer> {
  const announced = sent.length < 4 ? 0 : sent.readUInt32LE(sent.length - 4);
  return unzip(sent, { chunkSize: Math.min(Math.max(announced + 1, 1024), mostRoom) });
}

/* When a connection ends before the announced length of a body, node-fetch 2 does not notice it and
   waits for the time-out. It does notice errors of the request, so the response's are passed on. */
class WatchfulAgent extends ProxyAgent {
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

/* Messages of node-fetch quote the URL, which has the window but no secret; the code says enough. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return code ?? cause.message;
}
