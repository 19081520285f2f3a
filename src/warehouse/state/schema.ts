import type { Connection } from '../engine/connection.js';

/**
 * Creates the schemas and the tables of `toast_meta`, which hold the toolkit's own state. The table of a
 * resource is created when an extraction starts (raw/raw-table.ts), that of a model when it is built.
 */
export async function createSchemas(connection: Connection): Promise<void> {
  await connection.transaction(() => connection.run(statements.join(';')));
}

/** Tells whether the file has never stored a token, a run or a window. */
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
  'create schema if not exists raw_toast_history',
  /* Staging tables are transient; earlier versions, and dbt without its profile, put them in the file. */
  'drop schema if exists toast_staging cascade',
  'create schema if not exists toast',
  'create schema if not exists toast_marts',
  'create schema if not exists toast_history',
  'create schema if not exists toast_meta',
  /* The ledger: one row per unit, which is a window of a resource of a restaurant. */
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
  /* Toast's time when reading began. A window that reaches beyond it, as those of shifts and of today's cash
     do, holds what there was at that time. */
  'alter table toast_meta.state add column if not exists as_of timestamptz',
  /* Identifies the pages that were loaded last, so that the same pages are not loaded again. */
  `create table if not exists toast_meta.page_digest (
    restaurant_id varchar not null,
    resource varchar not null,
    digest varchar not null,
    entities integer not null,
    primary key (restaurant_id, resource)
  )`,
  /* Entities that could not be loaded: identified by their id, or else by a digest of their bytes. The
     payload is compressed with gzip; the window is the latest in which the entity was met. */
  `create table if not exists toast_meta.rejected (
    restaurant_id varchar not null,
    resource varchar not null,
    entity varchar not null,
    id varchar,
    reason varchar not null,
    payload blob,
    window_start timestamptz not null,
    window_end timestamptz not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    run_id varchar not null,
    primary key (restaurant_id, resource, entity)
  )`,
  /* Restaurants that Toast no longer lists and that are kept until a later run confirms it. */
  `create table if not exists toast_meta.missing_restaurant (
    restaurant_id varchar primary key,
    missing_since timestamptz not null
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
  /* Up to which raw version each incremental model is synced; its post-hook writes it. Many rows are
     loaded at one instant: within that of synced_through, up to the last row named, or all of them. */
  `create table if not exists toast_meta.model_state (
    model varchar primary key,
    synced_through timestamptz not null,
    last_restaurant_id varchar,
    last_id varchar
  )`,
  ...['last_restaurant_id', 'last_id'].map(
    (column) => `alter table toast_meta.model_state add column if not exists ${column} varchar`,
  ),
  /* Business days on which something changed, noted with the rows that changed; the latest change of a day
     counts. Models that are kept by day remember the latest change that they have taken in. */
  `create table if not exists toast_meta.changed_day (
    restaurant_id varchar not null,
    business_date date not null,
    changed_at timestamptz not null,
    run_id varchar not null
  )`,
  /* Digest of each business day in tables that are rebuilt in full, to find the days that changed; without
     a day, of a restaurant's settings. */
  `create table if not exists toast_meta.day_digest (
    model varchar not null,
    restaurant_id varchar not null,
    business_date date,
    digest hugeint not null
  )`,
  /* Fingerprint of what each model was last built from, so that an unchanged model is not built again. */
  `create table if not exists toast_meta.model_build (
    model varchar primary key,
    fingerprint varchar not null,
    definition varchar,
    columns varchar
  )`,
  /* Data tests that passed when `toast run` last ran them, with what they read and digests of their
     definition and of the rows, so that they are not run again on the same rows. */
  `create table if not exists toast_meta.passed_test (
    test varchar primary key,
    definition varchar not null,
    reads varchar[] not null,
    stamp varchar not null,
    passed_at timestamptz not null
  )`,
  /* The checkpoint with which the file was closed, in one row. After any other, another program has written
     the file, and no test counts as passed. */
  'create table if not exists toast_meta.last_checkpoint (number ubigint not null)',
];
