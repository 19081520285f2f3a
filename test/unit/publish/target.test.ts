import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishSchema } from '../../../src/config/publish.js';
import { ConfigurationError, UsageError } from '../../../src/errors.js';
import { chooseTargets, parseLocation } from '../../../src/publish/target.js';

const settings = publishSchema.parse({
  publish: {
    nightly: { to: 'share/sales.duckdb', mode: '0640', guests: 'drop', exclude: ['employee'] },
    lake: { to: 'ducklake:postgres:dbname=lake host=db', password: 'hunter2', wait: '5m' },
  },
});

describe('parseLocation', () => {
  it.each([
    ['share/sales.duckdb', { kind: 'duckdb', path: resolve('share/sales.duckdb') }],
    ['/srv/sales.db', { kind: 'duckdb', path: '/srv/sales.db' }],
    ['lake/', { kind: 'parquet', folder: `${resolve('lake')}/`, isRemote: false }],
    ['s3://bucket/sales/', { kind: 'parquet', folder: 's3://bucket/sales/', isRemote: true }],
    ['s3://bucket/sales', { kind: 'parquet', folder: 's3://bucket/sales/', isRemote: true }],
    ['s3://bucket', { kind: 'parquet', folder: 's3://bucket/', isRemote: true }],
    ['md:sales', { kind: 'motherduck', database: 'sales' }],
    ['motherduck:sales', { kind: 'motherduck', database: 'sales' }],
  ])('takes %s for what it says', (text, location) => {
    expect(parseLocation(text)).toEqual(location);
  });

  it.each([
    ['postgres:dbname=lake host=db', 'postgres', 'dbname=lake host=db'],
    ['sqlite:lake.sqlite', 'sqlite', resolve('lake.sqlite')],
    ['duckdb:lake.db', 'duckdb', resolve('lake.db')],
    ['lake.ducklake', 'duckdb', resolve('lake.ducklake')],
  ])('reads the catalog of ducklake:%s', (text, type, connection) => {
    const label = `ducklake:${text}`;
    expect(parseLocation(label)).toEqual({
      kind: 'ducklake',
      catalog: { type, connection, label },
    });
  });

  it.each([
    ['dbname=lake password=s3cr3t host=db', 'dbname=lake host=db', 's3cr3t'],
    ["dbname=lake password='it\\'s s3cr3t'", 'dbname=lake', "it's s3cr3t"],
    ['PASSWORD = s3cr3t dbname=lake', 'dbname=lake', 's3cr3t'],
    ['postgresql://toast:s3%20cr3t@db/lake', 'postgresql://toast@db/lake', 's3 cr3t'],
    ['postgresql://db/lake?password=s3cr3t&user=a', 'postgresql://db/lake?user=a', 's3cr3t'],
  ])('takes the password out of postgres:%s', (text, connection, password) => {
    const location = parseLocation(`ducklake:postgres:${text}`);
    if (location.kind !== 'ducklake') throw new Error('Not a DuckLake');
    const { catalog } = location;
    expect(catalog.connection).toBe(connection);
    expect(catalog.password?.reveal()).toBe(password);
    expect(JSON.stringify(catalog)).not.toContain('cr3t');
  });

  it.each([
    ['sales', 'does not say what kind of target it is'],
    ['sales.parquet', 'does not say what kind of target it is'],
    ['gs://bucket/sales/', 'gs: is not supported'],
    ['s3://', 'is not a place on S3'],
    ['md:', 'the name of a database'],
    ['ducklake:', 'no path'],
    ['ducklake:postgres:', 'no PostgreSQL database'],
    ['ducklake:mysql:db=lake', 'cannot have its catalog there'],
  ])('refuses %s', (text, message) => {
    expect(() => parseLocation(text)).toThrow(UsageError);
    expect(() => parseLocation(text)).toThrow(message);
  });
});

describe('chooseTargets', () => {
  it('takes all of the configuration without names, with their settings', () => {
    const [nightly, lake] = chooseTargets([], settings);
    expect(nightly).toMatchObject({
      name: 'nightly',
      location: { kind: 'duckdb' },
      ...{ mode: 0o640, guests: 'drop', employees: 'keep', exclude: ['employee'] },
    });
    expect(lake).toMatchObject({ name: 'lake', wait: 300_000 });
    if (lake?.location.kind !== 'ducklake') throw new Error('Not a DuckLake');
    const { catalog } = lake.location;
    expect(catalog.label).toBe('ducklake:postgres:dbname=lake host=db');
    expect(catalog.password?.reveal()).toBe('hunter2');
  });

  it('takes names and places together, each once', () => {
    const chosen = chooseTargets(['lake', 'other.duckdb', 'lake'], settings);
    expect(chosen.map(({ name }) => name)).toEqual(['lake', 'other.duckdb']);
    expect(chosen[1]).toMatchObject({ guests: 'keep', employees: 'keep', exclude: [] });
  });

  it('calls a place by its label, which has no password', () => {
    const [target] = chooseTargets(['ducklake:postgres:dbname=lake password=s3cr3t'], settings);
    expect(target?.name).toBe('ducklake:postgres:dbname=lake');
  });

  it('suggests a configured name, or says how to name a place', () => {
    expect(() => chooseTargets(['nightli'], settings)).toThrow(
      expect.objectContaining({ suggestion: 'Did you mean nightly?' }),
    );
    expect(() => chooseTargets(['sales'], { publish: {} })).toThrow('There is no target sales.');
    expect(() => chooseTargets([], { publish: {} })).toThrow('There is no target to publish to.');
  });

  it('says which configured target is invalid', () => {
    const { publish } = publishSchema.parse({ publish: { share: { to: 'sales' } } });
    expect(() => chooseTargets([], { publish })).toThrow(ConfigurationError);
    expect(() => chooseTargets([], { publish })).toThrow('publish.share.to is invalid. "sales"');
  });
});
