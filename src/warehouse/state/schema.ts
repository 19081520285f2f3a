import type { Connection } from '../engine/connection.js';

/**
 * Creates what the toolkit itself needs: schemas, and the tables that track state. The tables of
 * resources are created when they first land (raw.ts), those of models when they are built.
 */
export async function createSchemas(connection: Connection): Promise<void> {
  for (const statement of statements) await connection.run(statement);
}

/** Whether neither a token nor a run was ever kept in the file; what is read is always of a run. */
export async function isUnused(connection: Connection): Promise<boolean> {
  const kept = await connection.all(
    `select 1 as kept from toast_meta.token
    union all select 1 as kept from toast_meta.extract_run
    union all select 1 as kept from toast_meta.state`,
  );
  return kept.length === 0;
}

const statements = [
  'create schema if not exists raw_toast',
  /* Staging tables were kept in the file once. */
  'drop schema if exists toast_staging cascade',
  'create schema if not exists toast',
  'create schema if not exists toast_marts',
  'create schema if not exists toast_meta',
  /* One row per unit of work: what was read of which restaurant and resource, and how it ended. */
  `create table if not exists toast_meta.state (
    restaurant_id varchar not null,
    resource varchar not null,
    window_start timestamptz not null,
    window_end timestamptz not null,
    status varchar not null,
    rows_read bigint not null,
    rows_new bigint not null,
    rows_updated bigint not null,
    requests bigint not null,
    error_kind varchar,
    error varchar,
    request_id varchar,
    started_at timestamptz not null,
    finished_at timestamptz not null,
    run_id varchar not null,
    primary key (restaurant_id, resource, window_start, window_end)
  )`,
  /* What was landed last of what is read again and again; the same once more is not landed. */
  `create table if not exists toast_meta.listing (
    restaurant_id varchar not null,
    resource varchar not null,
    digest varchar not null,
    entities integer not null,
    primary key (restaurant_id, resource)
  )`,
  `create table if not exists toast_meta.extract_run (
    run_id varchar primary key,
    status varchar not null,
    started_at timestamptz not null,
    finished_at timestamptz
  )`,
  `create table if not exists toast_meta.token (
    account varchar primary key,
    ciphertext varchar not null,
    expires_at timestamptz not null,
    saved_at timestamptz not null
  )`,
  `create table if not exists toast_meta.model_run (
    run_id varchar not null,
    model varchar not null,
    materialization varchar not null,
    status varchar not null,
    rows_affected bigint,
    seconds double,
    error varchar,
    started_at timestamptz not null
  )`,
  /* How far into raw_toast each incremental model has come; its post-hook writes it. */
  `create table if not exists toast_meta.model_state (
    model varchar primary key,
    synced_through timestamptz not null
  )`,
  /* What each model was last built from; the same again need not be built. */
  `create table if not exists toast_meta.model_build (
    model varchar primary key,
    fingerprint varchar not null,
    definition varchar,
    columns varchar
  )`,
  /* Missing in files of the versions before. */
  'alter table toast_meta.model_build add column if not exists definition varchar',
  'alter table toast_meta.model_build add column if not exists columns varchar',
];
