import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../src/config/secret.js';
import { S3Store } from '../../../../src/publish/store/s3-store.js';
import { ReplacedError } from '../../../../src/publish/store/store.js';
import { VirtualRuntime } from '../../../support/virtual-runtime.js';
import { whenDone } from '../../../support/vitest/when-done.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const secretText = 'v3ry-s3cret-acc3ss-k3y';

describe('S3', () => {
  it('is asked again while it is busy or the connection breaks', async () => {
    const { store, runtime, requests } = await serve(
      status(503, 'SlowDown'),
      (request) => request.socket.destroy(),
      (_, response) => response.writeHead(200, { etag: '"1"' }).end('{}'),
    );
    expect(await store.read('manifest.json')).toEqual({ text: '{}', version: '"1"' });
    expect(requests).toHaveLength(3);
    expect(runtime.slept).toEqual([250, 500]);
  });

  it('is not asked again when it refuses, and no message has the secret', async () => {
    const { store, requests } = await serve(status(403, 'SignatureDoesNotMatch', secretText));
    const error = await store.read('manifest.json').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /refused \/bucket\/sales\/manifest.json: SignatureDoesNotMatch/,
      ),
      suggestion: expect.stringContaining('AWS_SECRET_ACCESS_KEY'),
    });
    expect(inspect(error, { depth: 9 })).not.toContain(secretText);
    expect(requests).toHaveLength(1);
  });

  it('has nothing where there is no object, and reports a bucket that is missing', async () => {
    const { store } = await serve(status(404, 'NoSuchKey'), status(404, 'NoSuchBucket'));
    expect(await store.read('manifest.json')).toBeUndefined();
    await expect(store.read('manifest.json')).rejects.toThrow(/NoSuchBucket/);
  });

  it('writes a file only in place of the version that is known', async () => {
    const written = (_: IncomingMessage, response: ServerResponse) => response.writeHead(200).end();
    const { store, requests } = await serve(written, written, status(412, 'PreconditionFailed'));
    await store.replace('manifest.json', '{}', undefined);
    await store.replace('manifest.json', '{}', '"1"');
    expect(requests.map(({ headers }) => [headers['if-none-match'], headers['if-match']])).toEqual([
      ['*', undefined],
      [undefined, '"1"'],
    ]);
  });

  it('takes its own text for written when the answer to that was lost', async () => {
    const read = (_: IncomingMessage, response: ServerResponse) =>
      response.writeHead(200).end('mine');
    const { store } = await serve(status(412, 'PreconditionFailed'), read);
    await store.replace('manifest.json', 'mine', undefined);
    const other = await serve(status(412, 'PreconditionFailed'), read);
    await expect(other.store.replace('manifest.json', 'other', undefined)).rejects.toThrow(
      ReplacedError,
    );
  });

  it('writes without a condition where the service has none', async () => {
    const { store, requests } = await serve(status(501, 'NotImplemented'), (_, response) =>
      response.writeHead(200).end(),
    );
    await store.replace('manifest.json', '{}', '"1"');
    expect(requests.map(({ headers }) => headers['if-match'])).toEqual(['"1"', undefined]);
  });

  it('lists page by page', async () => {
    const page =
      (isTruncated: boolean, ...keys: string[]): Answer =>
      (_, response) =>
        response
          .writeHead(200)
          .end(
            `<ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${keys
              .map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`)
              .join('')}</ListBucketResult>`,
          );
    const { store, requests } = await serve(
      page(true, 'sales/versions/1/a%3Db', 'sales/versions/1/c+d'),
      page(false, 'sales/versions/2'),
    );
    expect(await store.list('versions')).toEqual([
      'versions/1/a=b',
      'versions/1/c d',
      'versions/2',
    ]);
    expect(requests[1]?.url).toContain('start-after=sales%2Fversions%2F1%2Fc+d');
  });

  it('cannot be used without credentials', async () => {
    const runtime = new VirtualRuntime();
    const { signal } = new AbortController();
    const store = new S3Store('s3://bucket/', { settings: { useSsl: true }, runtime, signal });
    await expect(store.read('manifest.json')).rejects.toThrow('There are no credentials for S3.');
  });
});

function status(code: number, name: string, detail = ''): Answer {
  return (_, response) =>
    response.writeHead(code).end(`<Error><Code>${name}</Code><Message>${detail}</Message></Error>`);
}

/* A server that gives these answers, one after the other. */
async function serve(...answers: Answer[]) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume().on('end', () => answers.shift()?.(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => new Promise((resolve) => server.closeAllConnections() ?? server.close(resolve)));
  const runtime = new VirtualRuntime(Date.parse('2026-11-27T02:00:00Z'));
  const settings = {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ useSsl: false, keyId: 'key', secret: new Secret(secretText) },
  };
  const { signal } = new AbortController();
  const store = new S3Store('s3://bucket/sales/', { settings, runtime, signal });
  return { store, runtime, requests };
}
