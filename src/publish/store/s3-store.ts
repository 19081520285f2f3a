import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import pLimit from 'p-limit';
import { S3Client, type S3ClientOptions } from './s3-client.js';
import { S3Error } from './s3-error.js';
import { ReplacedError, type LocalFile, type Store, type StoredText } from './store.js';

/* Objects that are removed at a time. */
const concurrency = 8;

/** Keeps files on S3 or a service with the same interface, below a prefix of a bucket. */
export class S3Store implements Store {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  /** Keeps files below `name`, such as `s3://bucket/sales/`. */
  constructor(
    readonly name: string,
    options: Omit<S3ClientOptions, 'bucket'>,
  ) {
    const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(name) ?? [];
    this.#client = new S3Client({ ...options, bucket });
    this.#bucket = bucket;
    this.#prefix = prefix;
  }

  async read(path: string): Promise<StoredText | undefined> {
    try {
      return await this.#client.send({ method: 'GET', key: this.#key(path) }, async (answer) => ({
        text: await text(answer.body),
        version: answer.headers.get('etag') ?? '',
      }));
    } catch (error) {
      if (error instanceof S3Error && error.code === 'NoSuchKey') return undefined;
      throw error;
    }
  }

  async replace(path: string, content: string, known: string | undefined): Promise<void> {
    const buffer = Buffer.from(content);
    const sha256 = createHash('sha256').update(buffer).digest('hex');
    const body = { open: () => buffer, bytes: buffer.length, sha256 };
    const [name, value] = known === undefined ? ['if-none-match', '*'] : ['if-match', known];
    const type = { 'content-type': 'application/json' };
    try {
      await this.#put(path, body, { ...type, [name]: value });
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      const { status, code } = error;
      if (status === 412 || (status === 409 && code === 'ConditionalRequestConflict')) {
        /* The answer to an earlier attempt may have been lost. */
        if ((await this.read(path))?.text === content) return;
        throw new ReplacedError(`${this.name}${path} was written by another process meanwhile.`, {
          suggestion: 'Run the command again.',
          cause: error,
        });
      }
      /* Some services do not have conditions; then the last one to write wins. */
      if (status !== 501) throw error;
      await this.#put(path, body, type);
    }
  }

  async add(path: string, file: LocalFile): Promise<void> {
    const open = () => createReadStream(file.path);
    const { bytes, sha256 } = file;
    await this.#put(path, { open, bytes, sha256 }, { 'content-type': parquetType });
  }

  async copy(from: string, to: string): Promise<void> {
    const source = `${this.#bucket}/${this.#key(from)}`;
    const headers = {
      'x-amz-copy-source': source.split('/').map(encodeURIComponent).join('/'),
    };
    await this.#client.send({ method: 'PUT', key: this.#key(to), headers }, async (answer) => {
      /* S3 may answer 200 and report an error in the body. */
      const body = await text(answer.body);
      if (body.includes('<Error>')) {
        throw new S3Error(`${this.name} did not copy ${to}.`, { isTemporary: true });
      }
    });
  }

  async remove(paths: readonly string[]): Promise<void> {
    const limit = pLimit(concurrency);
    const request = (path: string) => ({ method: 'DELETE', key: this.#key(path) }) as const;
    await Promise.all(paths.map((path) => limit(() => this.#client.send(request(path), drain))));
  }

  async list(folder: string): Promise<string[]> {
    const prefix = this.#key(`${folder}/`);
    const paths: string[] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const query: Record<string, string> = {
        ...{ 'list-type': '2', 'encoding-type': 'url', prefix },
        ...(after === '' ? {} : { 'start-after': after }),
      };
      const page = await this.#client.send({ method: 'GET', query }, ({ body }) => text(body));
      const keys = [...page.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => decode(key));
      paths.push(...keys.map((key) => key.slice(this.#prefix.length)));
      after = page.includes('<IsTruncated>true</IsTruncated>') ? keys.at(-1) : undefined;
    }
    return paths;
  }

  async fetch(path: string, scratch: string): Promise<string> {
    const file = join(scratch, path.replaceAll('/', '__'));
    await this.#client.send({ method: 'GET', key: this.#key(path) }, ({ body }) =>
      pipeline(body, createWriteStream(file)),
    );
    return file;
  }

  scratch(): Promise<string> {
    return mkdtemp(join(tmpdir(), 'toast-publish-'));
  }

  #key(path: string): string {
    return `${this.#prefix}${path}`;
  }

  async #put(
    path: string,
    body: { open: () => Readable | Buffer; bytes: number; sha256: string },
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.#client.send({ method: 'PUT', key: this.#key(path), body, headers }, drain);
  }
}

const parquetType = 'application/vnd.apache.parquet';

/* The encoding for URLs that S3 lists keys in has + for a blank. */
function decode(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}

async function drain({ body }: { body: Readable }): Promise<void> {
  await text(body);
}
