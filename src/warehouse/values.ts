import {
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
} from '@duckdb/node-api';
import type { DuckDBValue } from '@duckdb/node-api';

/** A database value as plain JavaScript: what JSON can hold, and `null`. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/**
 * Turns a value of the engine into plain JavaScript. Instants become ISO 8601 in UTC with `Z`,
 * whatever the time zone of the machine; integers stay numbers while a number can hold them
 * exactly; decimals, huge integers and all other types become their text, so nothing is rounded.
 */
export function toPlain(value: DuckDBValue): Plain {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  }
  if (value instanceof DuckDBTimestampTZValue) return `${instant(value.micros)}Z`;
  if (value instanceof DuckDBTimestampValue) return instant(value.micros);
  if (value instanceof DuckDBTimestampMillisecondsValue) return instant(value.millis * 1000n);
  if (value instanceof DuckDBTimestampSecondsValue) return instant(value.seconds * 1_000_000n);
  if (value instanceof DuckDBTimestampNanosecondsValue) return instant(value.nanos / 1000n);
  if (value instanceof DuckDBDateValue) return value.toString();
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
      value.entries.map(({ key, value: entry }) => [String(toPlain(key)), toPlain(entry)]),
    );
  }
  return value.toString();
}

const infinity = 9223372036854775807n;

function instant(micros: bigint): string {
  if (micros === infinity) return 'infinity';
  if (micros === -infinity) return '-infinity';
  const millis = Number(micros / 1000n);
  const rest = micros % 1000n;
  const text = new Date(millis).toISOString().slice(0, -1);
  return rest === 0n ? text : `${text}${rest.toString().padStart(3, '0')}`;
}
