import { describe, expect, it } from 'vitest';
import type { Plain } from '../../../../src/warehouse/engine/values.js';
import { openSession } from '../support/session.js';

/* Maps SQL to plain values, on a machine whose time zone is not UTC. */
const values: [sql: string, plain: Plain][] = [
  ['null', null],
  ['true', true],
  ["''", ''],
  ["'ä😀'", 'ä😀'],
  ['5::tinyint', 5],
  ['9007199254740991::bigint', 9007199254740991],
  ['9007199254740993::bigint', '9007199254740993'],
  ['-9007199254740993::bigint', '-9007199254740993'],
  ['18446744073709551615::ubigint', '18446744073709551615'],
  ['170141183460469231731687303715884105727::hugeint', '170141183460469231731687303715884105727'],
  ['count(*)', 1],
  ['sum(5)', 5],
  ['0.1::double', 0.1],
  ["'nan'::double", 'NaN'],
  ["'-inf'::double", '-Infinity'],
  ['1.10::decimal(18, 4)', '1.1000'],
  ['-0.05::decimal(4, 2)', '-0.05'],
  ["date '2026-03-01'", '2026-03-01'],
  ["date '1582-10-15'", '1582-10-15'],
  ["'infinity'::date", 'infinity'],
  ["time '12:30:00.5'", '12:30:00.5'],
  ["interval '1 month 2 days'", '1 month 2 days'],
  ["timestamptz '2026-03-01 00:00:00+05:45'", '2026-02-28T18:15:00.000Z'],
  ["timestamptz '2026-03-01 00:00:00.123456Z'", '2026-03-01T00:00:00.123456Z'],
  ["timestamptz '2026-03-01 00:00:00'", '2026-03-01T00:00:00.000Z'],
  ["timestamptz '1969-12-31 23:59:59.9995Z'", '1969-12-31T23:59:59.999500Z'],
  ["'-infinity'::timestamptz", '-infinity'],
  ["timestamp '2026-03-01 00:00:00'", '2026-03-01T00:00:00.000'],
  ["timestamp '1900-01-01 00:00:00.000001'", '1900-01-01T00:00:00.000001'],
  ["timestamp '290000-01-01'", '290000-01-01 00:00:00'],
  ["'infinity'::timestamp", 'infinity'],
  ["timestamp_s '2026-03-01 00:00:01'", '2026-03-01T00:00:01.000'],
  ["timestamp_ms '2026-03-01 00:00:00.120'", '2026-03-01T00:00:00.120'],
  ["timestamp_ns '2026-03-01 00:00:00.123456789'", '2026-03-01T00:00:00.123456789'],
  ["'-infinity'::timestamp_ms", '-infinity'],
  ["'infinity'::timestamp_ns", 'infinity'],
  ["uuid '11111111-2222-3333-4444-555555555555'", '11111111-2222-3333-4444-555555555555'],
  ["'\\xAA'::blob", '\\xAA'],
  ["'101'::bit", '101'],
  ["'a'::enum('a', 'b')", 'a'],
  ['\'{"a":  1.10}\'::json', '{"a":  1.10}'],
  ['[1, null, 3]', [1, null, 3]],
  ['[1, 2]::integer[2]', [1, 2]],
  ["{'a': 1, 'b': [date '2026-03-01']}", { a: 1, b: ['2026-03-01'] }],
  ["map {1: 'x', 2: null}", { 1: 'x', 2: null }],
  ["map {{'a': 1}: 'x'}", { '{"a":1}': 'x' }],
];

describe('toPlain', () => {
  it.each(values)('converts %s to %j', async (sql, plain) => {
    const connection = await openSession();
    expect((await connection.query(`select ${sql}`)).rows).toEqual([[plain]]);
  });
});
