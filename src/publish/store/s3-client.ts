import type { Readable } from 'node:stream';
import { AwsV4Signer } from 'aws4fetch';
import fetch from 'cross-fetch';
import type { S3Settings } from '../../config/publish.js';
import type { Runtime } from '../../runtime.js';
import { ConnectionAgent } from '../../toast/agent.js';
import { explainAnswer, explainFailure, missingCredentials, S3Error } from './s3-error.js';

/** A request for one object, or for the bucket if it has no key. */
export interface S3Request {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: S3Body;
}

/** What is sent. It may be sent more than once, so a stream is opened for each attempt. */
export interface S3Body {
  readonly open: () => Readable | Buffer;
  readonly bytes: number;
  /** In hexadecimal. It is signed, so that the server refuses a body that was changed on its way. */
  readonly sha256: string;
}

export interface S3Answer {
  readonly headers: Headers;
  readonly body: Readable;
}

export interface S3ClientOptions {
  readonly settings: S3Settings;
  readonly bucket: string;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
}

const attempts = 5;
const firstDelayMs = 250;

/* A request that makes no progress ends at some time; a large body takes its own. */
const timeoutMs = 60_000;
const slowestBytesPerMs = 100;

/** Sends requests to one bucket, signed with AWS Signature Version 4, and repeats those that may succeed. */
export class S3Client {
  readonly #agent = new ConnectionAgent({ keepAlive: true });
  readonly #base: string;

  constructor(private readonly options: S3ClientOptions) {
    this.#base = addressOf(options.settings, options.bucket);
  }

  /**
   * Sends a request and reads its answer with `read`, again from the beginning when the connection breaks
   * or the server is busy.
   * @throws S3Error with the status of the answer and the server's code, and without credentials.
   */
  async send<T>(request: S3Request, read: (answer: S3Answer) => Promise<T>): Promise<T> {
    const { runtime, signal } = this.options;
    for (let failures = 1; ; failures++) {
      try {
        return await this.#attempt(request, read);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof S3Error) || !error.isTemporary || failures === attempts) throw error;
        await runtime.sleep(runtime.random() * firstDelayMs * 2 ** failures, signal);
      }
    }
  }

  async #attempt<T>(request: S3Request, read: (answer: S3Answer) => Promise<T>): Promise<T> {
    const { method, body } = request;
    const { url, headers } = await this.#sign(request);
    let response: Response;
    try {
      response = await fetch(url.href, {
        ...{ method, headers, body: body?.open(), redirect: 'manual', agent: this.#agent },
        timeout: timeoutMs + (body?.bytes ?? 0) / slowestBytesPerMs,
        signal: this.options.signal,
      } as unknown as RequestInit);
    } catch (cause) {
      throw explainFailure(url, cause);
    }
    if (!response.ok) throw await explainAnswer(url, response);
    try {
      return await read({ headers: response.headers, body: response.body as unknown as Readable });
    } catch (cause) {
      throw explainFailure(url, cause);
    }
  }

  async #sign({ method, key = '', query = {}, headers = {}, body }: S3Request) {
    const { keyId, secret, sessionToken, region } = this.options.settings;
    if (keyId === undefined || secret === undefined) throw missingCredentials();
    const url = new URL(`${this.#base}${key.split('/').map(encodeURIComponent).join('/')}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signer = new AwsV4Signer({
      ...{ method, url: url.href, service: 's3', region: region ?? defaultRegion },
      headers: { ...headers, 'x-amz-content-sha256': body?.sha256 ?? emptySha256 },
      accessKeyId: keyId,
      secretAccessKey: secret.reveal(),
      ...(sessionToken === undefined ? {} : { sessionToken: sessionToken.reveal() }),
      datetime: new Date(this.options.runtime.now()).toISOString().replaceAll(/[:-]|\.\d{3}/g, ''),
    });
    const signed = await signer.sign();
    return {
      url: signed.url,
      headers: {
        ...Object.fromEntries(signed.headers),
        ...(body === undefined ? {} : { 'content-length': String(body.bytes) }),
      },
    };
  }
}

const defaultRegion = 'us-east-1';

const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/* Amazon has a host for every bucket; most other services have one host for all of them. */
function addressOf(settings: S3Settings, bucket: string): string {
  const { endpoint, region = defaultRegion, useSsl } = settings;
  const { urlStyle = endpoint === undefined ? 'vhost' : 'path' } = settings;
  const host = endpoint ?? `s3.${region}.amazonaws.com`;
  const scheme = useSsl ? 'https' : 'http';
  return urlStyle === 'vhost' ? `${scheme}://${bucket}.${host}/` : `${scheme}://${host}/${bucket}/`;
}
