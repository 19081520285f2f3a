import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { documentationUrl } from '../../documentation.js';
import { ConfigurationError, DatabaseError, type ErrorDetails } from '../../errors.js';

interface S3ErrorDetails extends ErrorDetails {
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly isTemporary: boolean;
}

/** Reports a request that S3 refused or did not answer. */
export class S3Error extends DatabaseError {
  /** HTTP status of the answer; undefined if there was none. */
  readonly status: number | undefined;
  /** The server's name of the error, such as `NoSuchKey`. */
  readonly code: string | undefined;
  /** Whether the same request may succeed later. */
  readonly isTemporary: boolean;

  constructor(message: string, { status, code, isTemporary, ...details }: S3ErrorDetails) {
    super(message, details);
    this.status = status;
    this.code = code;
    this.isTemporary = isTemporary;
  }
}

/** Says what to do about an error that S3 has a name for. */
const suggestions: Readonly<Record<string, string>> = {
  InvalidAccessKeyId: 'Check `s3.keyId` in the configuration, or AWS_ACCESS_KEY_ID.',
  SignatureDoesNotMatch: 'Check `s3.secret` in the configuration, or AWS_SECRET_ACCESS_KEY.',
  ExpiredToken: 'Get new temporary credentials, and set AWS_SESSION_TOKEN with them.',
  AccessDenied: `The credentials need the permissions that ${documentationUrl('parquet#s3')} lists.`,
  NoSuchBucket: 'Create the bucket, or check the name in the target.',
  RequestTimeTooSkewed: "Set this machine's clock: it differs too much from the server's.",
  PermanentRedirect: 'Set `s3.region` in the configuration, or AWS_REGION, to that of the bucket.',
  AuthorizationHeaderMalformed:
    'Set `s3.region` in the configuration, or AWS_REGION, to that of the bucket.',
  EntityTooLarge: 'S3 takes up to 5 GB in one file. Publish this table to a DuckLake instead.',
};

/** Explains an answer that is an error. The text of the server may repeat the request, so it is not shown. */
export async function explainAnswer(url: URL, response: Response): Promise<S3Error> {
  const { status } = response;
  const body = await text(response.body as unknown as Readable).catch(() => '');
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(body)?.[1];
  const isTemporary = status >= 500 && status !== 501;
  const what = code === undefined ? `status ${status}` : `${code} (status ${status})`;
  return new S3Error(`${url.host} refused ${url.pathname}: ${what}.`, {
    ...{ status, code, isTemporary: isTemporary || status === 429 },
    suggestion: suggestions[code ?? ''] ?? (status === 403 ? suggestions.AccessDenied : undefined),
  });
}

/** Explains why there was no complete answer. */
export function explainFailure(url: URL, cause: unknown): Error {
  if (cause instanceof DatabaseError) return cause;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const reason = typeof code === 'string' ? code : 'no complete answer';
  return new S3Error(`The connection to ${url.host} failed: ${reason}.`, {
    isTemporary: true,
    suggestion:
      'Check `s3.endpoint` and `s3.useSsl` in the configuration and the network connection, then run the command again.',
    cause,
  });
}

export function missingCredentials(): ConfigurationError {
  return new ConfigurationError('There are no credentials for S3.', {
    suggestion:
      'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or `s3` with `keyId` and `secret` in the configuration.',
  });
}
