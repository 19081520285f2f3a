import { z } from 'zod';
import { duration, fileMode, secret } from './schema-types.js';
import type { Secret } from './secret.js';

/** Says where and what `toast publish` writes. docs/publish.md describes each key. */
export interface PublishTargetSettings {
  /** What the target is and where: `share/sales.duckdb`, `s3://bucket/sales/`, `ducklake:postgres:…`, `md:sales`. */
  readonly to: string;
  /** Tables and columns to leave out: `table`, `schema.table`, `table.column` or `schema.table.column`. */
  readonly exclude: readonly string[];
  readonly guests: 'keep' | 'drop';
  readonly employees: 'keep' | 'ids';
  /** Milliseconds; undefined for the time that the configuration's `wait` gives. */
  readonly wait?: number | undefined;
  /** Lets `toast run` publish although data tests failed. */
  readonly evenIfTestsFail: boolean;
  /** Permissions of a DuckDB file or of Parquet files; undefined for those of the file replaced, else 0600. */
  readonly mode?: number | undefined;
  /** Where a DuckLake keeps its Parquet files: a folder or `s3://bucket/prefix/`. */
  readonly data?: string | undefined;
  /** Schema of a DuckLake's metadata in its catalog. */
  readonly schema?: string | undefined;
  /** Whether the files of a new DuckLake are encrypted. */
  readonly encrypted: boolean;
  /** Password of a DuckLake's catalog in PostgreSQL. */
  readonly password?: Secret | undefined;
  /** Access token of MotherDuck. */
  readonly token?: Secret | undefined;
}

/** Says how to reach S3 or a service with the same interface. What is missing is left to the engine. */
export interface S3Settings {
  readonly region?: string | undefined;
  /** Host and port, without a scheme: `minio.example.com:9000`. */
  readonly endpoint?: string | undefined;
  readonly keyId?: string | undefined;
  readonly secret?: Secret | undefined;
  readonly sessionToken?: Secret | undefined;
  readonly useSsl: boolean;
  readonly urlStyle?: 'vhost' | 'path' | undefined;
}

/** What the configuration says about publishing. */
export interface PublishSettings {
  /** Targets by name. */
  readonly publish: Readonly<Record<string, PublishTargetSettings>>;
  readonly s3: S3Settings;
  /** Folder of DuckDB's extensions; undefined for the engine's own, which it fills from the internet. */
  readonly extensionDirectory?: string | undefined;
}

/* `toast publish status` is a command of its own. */
const reservedNames = ['status', 'maintain'];

const name = z
  .string()
  .regex(/^[a-z]\w*(-\w+)*$/i, 'is not a name of letters, digits, - and _')
  .refine((text) => !reservedNames.includes(text), 'is a subcommand: choose another name');

const target = z.strictObject({
  to: z.string().min(1),
  exclude: z.array(z.string().min(1)).default([]),
  guests: z.enum(['keep', 'drop']).default('keep'),
  employees: z.enum(['keep', 'ids']).default('keep'),
  wait: duration.optional(),
  evenIfTestsFail: z.boolean().default(false),
  mode: fileMode.optional(),
  data: z.string().min(1).optional(),
  schema: z.string().min(1).optional(),
  encrypted: z.boolean().default(false),
  password: secret.optional(),
  token: secret.optional(),
});

/* DuckDB wants a host; the AWS tools, a URL. */
const endpointPattern = /^(https?:\/\/)?([\w.-]+(?::\d+)?)\/?$/i;

const s3 = z
  .strictObject({
    region: z.string().min(1).optional(),
    endpoint: z
      .string()
      .regex(endpointPattern, 'is not a host name with an optional port')
      .optional(),
    keyId: z.string().min(1).optional(),
    secret: secret.optional(),
    sessionToken: secret.optional(),
    useSsl: z.boolean().optional(),
    urlStyle: z.enum(['vhost', 'path']).optional(),
  })
  .transform(({ endpoint, useSsl, ...others }): S3Settings => {
    const [, scheme, host] = endpointPattern.exec(endpoint ?? '') ?? [];
    return { ...others, endpoint: host, useSsl: useSsl ?? scheme?.toLowerCase() !== 'http://' };
  });

/** Validates the keys of the configuration that `toast publish` reads. */
export const publishKeys = {
  publish: z.record(name, target).default({}),
  s3: s3.prefault({}),
  extensionDirectory: z.string().min(1).optional(),
};

export const publishSchema: z.ZodType<PublishSettings> = z.object(publishKeys);
