import { describe, expect, it } from 'vitest';
import { portableType } from '../../../../src/publish/parquet/tables/portable-type.js';

describe('the type of a column in Parquet', () => {
  it.each([
    'BOOLEAN',
    'BIGINT',
    'DOUBLE',
    'DECIMAL(18,4)',
    'DECIMAL(38,10)',
    'VARCHAR',
    'DATE',
    'TIMESTAMP',
    'TIMESTAMP WITH TIME ZONE',
    'VARCHAR[]',
    'STRUCT(a INTEGER, "b ""c"", d" DECIMAL(18,4)[])',
    'MAP(VARCHAR, STRUCT(x DATE))',
  ])('is %s where every engine reads that', (type) => {
    expect(portableType(type)).toBe(type);
  });

  it.each([
    ['HUGEINT', 'DECIMAL(38,0)'],
    ['UBIGINT', 'DECIMAL(20,0)'],
    ['UINTEGER', 'BIGINT'],
    ['TIMESTAMP_NS', 'TIMESTAMP'],
    ['JSON', 'VARCHAR'],
    ['UUID', 'VARCHAR'],
    ['TIME', 'VARCHAR'],
    ['INTERVAL', 'VARCHAR'],
    [`ENUM('a, (b', 'it''s')`, 'VARCHAR'],
    [`ENUM('a')[]`, 'VARCHAR[]'],
    ['INTEGER[3]', 'INTEGER[]'],
    ['JSON[][]', 'VARCHAR[][]'],
    [
      `STRUCT(a HUGEINT, "b, c" ENUM('x)', 'y'), d MAP(UUID, TIME[]))`,
      'STRUCT(a DECIMAL(38,0), "b, c" VARCHAR, d MAP(VARCHAR, VARCHAR[]))',
    ],
    ['UNION(a INTEGER, b VARCHAR)', 'VARCHAR'],
    ['"NULL"', 'VARCHAR'],
  ])('is for %s what every engine reads: %s', (type, portable) => {
    expect(portableType(type)).toBe(portable);
  });
});
