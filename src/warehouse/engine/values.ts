import type { DuckDBValue } from '@duckdb/node-api';
import { duckdb } from './binding.js';

const {
  DuckDBDateValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBListValue,
  DuckDBArrayValue,
  DuckDBStructValue,
  DuckDBMapValue,
} = duckdb;

/** A database value as plain JavaScript, which JSON can represent. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/**
 * Converts a value of the engine to plain JavaScript. Instants become ISO 8601 in UTC with `Z`, whatever
 * the time zone of the machine. Integers stay numbers if a number represents them exactly; decimals,
 * larger integers and all other types become text, so that nothing is rounded.
 */
export function toPlain(value: DuckDBValue): Plain {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  }
  if (value instanceof DuckDBTimestampTZValue) return instant(value, value.micros, 6, 'Z');
  if (value instanceof DuckDBTimestampValue) return instant(value, value.micros, 6);
  if (value instanceof DuckDBTimestampMillisecondsValue) return instant(value, value.millis, 3);
  if (value instanceof DuckDBTimestampSecondsValue) return instant(value, value.seconds, 0);
  if (value instanceof DuckDBTimestampNanosecondsValue) return instant(value, value.nanos, 9);
  if (value instanceof DuckDBDateValue && !value.isFinite) return infinite(value.days);
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    return value.items.map(toPlain);
  }
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(
      Object.entries(value.entries).map(([key, entry]) => [key, toPlain(entry)]),
    );
  }
  if (value instanceof DuckDBMapValue) {
    return Object.fromEntries(
      value.entries.map(({ key, value: entry }) => [keyText(toPlain(key)), toPlain(entry)]),
    );
  }
  return value.toString();
}

function keyText(key: Plain): string {
  return typeof key === 'object' && key !== null ? JSON.stringify(key) : String(key);
}

/* The last second that a JavaScript date can represent; the engine's range is larger. */
const lastSecond = 8_640_000_000_000;

/* `count` is the time since the epoch in units of 10^-digits seconds. */
function instant(
  value: { isFinite: boolean; toString(): string },
  count: bigint,
  digits: number,
  zone = '',
): string {
  if (!value.isFinite) return infinite(count);
  const perSecond = 10n ** BigInt(digits);
  /* The remainder is negative before the epoch; a fraction of a second never is. */
  const rest = ((count % perSecond) + perSecond) % perSecond;
  const seconds = Number((count - rest) / perSecond);
  if (Math.abs(seconds) > lastSecond) return value.toString();
  const fraction = rest.toString().padStart(digits, '0').padEnd(3, '0');
  const shortest = fraction.replace(/^(\d{3}(?:\d{3})*?)(?:000)*$/, '$1');
  return `${new Date(seconds * 1000).toISOString().slice(0, -4)}${shortest}${zone}`;
}

function infinite(sign: number | bigint): string {
  return sign > 0 ? 'infinity' : '-infinity';
}
