import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { execa } from 'execa';
import { inject } from 'vitest';
import type { S3Settings } from '../../../src/config/publish.js';
import { Secret } from '../../../src/config/secret.js';
import { systemRuntime } from '../../../src/runtime.js';
import { S3Client } from '../../../src/publish/store/s3-client.js';
import { S3Store } from '../../../src/publish/store/s3-store.js';
import {
  parquetTarget,
  publish,
  type PublishChanges,
} from '../../integration/publish/support/parquet-target.js';

const { signal } = new AbortController();

/** Returns how to reach the S3 server as its owner, with changes. */
export function s3Settings(changes: Partial<S3Settings> = {}): S3Settings {
  const { endpoint, region, keyId, secret } = inject('s3');
  return { endpoint, region, keyId, secret: new Secret(secret), useSsl: false, ...changes };
}

/** A database with a few tables, and a prefix of a new bucket to publish it to. */
export async function parquetBucket() {
  const { warehouse, edit } = await parquetTarget();
  const bucket = `parquet-${randomUUID().slice(0, 12)}`;
  await ownersClient(bucket).send({ method: 'PUT' }, async () => undefined);
  const address = `s3://${bucket}/sales/`;
  const store = new S3Store(address, { settings: s3Settings(), runtime: systemRuntime, signal });
  return {
    ...{ warehouse, edit, bucket, address, store, folder: join(inject('s3').folder, bucket) },
    publish: (changes: PublishChanges = {}, s3 = s3Settings()) =>
      publish(warehouse, address, systemRuntime, { settings: { s3 }, ...changes }),
  };
}

/** Creates a user who may do in a bucket what a policy's statements say; returns the user's settings. */
export async function userWithPolicy(
  bucket: string,
  statements: readonly Record<string, unknown>[],
): Promise<S3Settings> {
  const { endpoint, keyId, secret, program } = inject('s3');
  const user = { keyId: `user${randomUUID().slice(0, 8)}`, secret: randomUUID() };
  await execa(
    program,
    [
      ...['admin', '--endpoint-url', `http://${endpoint}`, 'create-user', '--role', 'user'],
      ...['--access', user.keyId, '--secret', user.secret],
    ],
    { env: { ADMIN_ACCESS_KEY_ID: keyId, ADMIN_SECRET_ACCESS_KEY: secret } },
  );
  const Principal = { AWS: [user.keyId] };
  const policy = Buffer.from(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map((statement) => ({ ...statement, Principal })),
    }),
  );
  const sha256 = createHash('sha256').update(policy).digest('hex');
  const body = { open: () => policy, bytes: policy.length, sha256 };
  await ownersClient(bucket).send(
    { method: 'PUT', query: { policy: '' }, body },
    async () => undefined,
  );
  return s3Settings({ keyId: user.keyId, secret: new Secret(user.secret) });
}

function ownersClient(bucket: string): S3Client {
  return new S3Client({ settings: s3Settings(), bucket, runtime: systemRuntime, signal });
}
