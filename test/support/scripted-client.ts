import { Secret } from '../../src/config/secret.js';
import { ToastClient, type ClientOptions } from '../../src/toast/client.js';
import type { HttpRequest, HttpResponse, Transport } from '../../src/toast/transport.js';
import { VirtualRuntime } from './virtual-runtime.js';

/** A scripted answer: 200 unless it says otherwise; a string or buffer is sent as it is. */
export interface Answer {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

export interface ScriptedClient {
  readonly client: ToastClient;
  readonly runtime: VirtualRuntime;
  /** All requests so far. */
  readonly requests: HttpRequest[];
  /** The most requests that were under way at the same time. */
  atATime(): number;
}

interface ScriptedOptions extends Partial<ClientOptions> {
  readonly latencyMs?: number;
}

/** The real client, with a token, over answers made by `answer`; time is virtual. */
export function scriptedClient(
  answer: (request: HttpRequest, runtime: VirtualRuntime) => Answer,
  startedAt = Date.UTC(2026, 2, 1),
  { concurrency = 8, latencyMs = 0, ...options }: ScriptedOptions = {},
): ScriptedClient {
  const runtime = new VirtualRuntime(startedAt);
  const requests: HttpRequest[] = [];
  let underWay = 0;
  let atATime = 0;
  const transport: Transport = async (request): Promise<HttpResponse> => {
    request.signal?.throwIfAborted();
    requests.push(request);
    atATime = Math.max(atATime, (underWay += 1));
    const { status = 200, body, headers = {} } = answer(request, runtime);
    request.signal?.throwIfAborted();
    if (latencyMs > 0) await runtime.sleep(latencyMs);
    underWay -= 1;
    const now = runtime.now();
    return {
      status,
      headers: new Headers(headers),
      body: Buffer.isBuffer(body)
        ? body
        : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      serverTime: Math.floor(now / 1000) * 1000,
      receivedAt: now,
    };
  };
  const client = new ToastClient({
    baseUrl: 'https://ws-api.example.com',
    credentials: { clientId: 'id', clientSecret: new Secret('secret'), userAccessType: 'x' },
    tokens: {
      load: async () => ({ accessToken: 'token', expiresAt: Number.MAX_SAFE_INTEGER }),
      save: async () => undefined,
    },
    transport,
    runtime,
    concurrency,
    ...options,
  });
  return { client, runtime, requests, atATime: () => atATime };
}
