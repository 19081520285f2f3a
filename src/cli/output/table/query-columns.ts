import { formatDecimal, formatDouble } from './numbers.js';
import type { TableColumn } from './table-column.js';

/** A column of a query's result, with DuckDB's name of its type. */
export interface QueryColumn {
  readonly name: string;
  readonly type: string;
}

const numeric =
  /^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|HUGEINT|UHUGEINT|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/;

/* Amounts of money, and what is computed with them. */
const amount = /^DECIMAL\(\d+,([2-9]|\d\d)\)$/;

/* Averages and quotients, with as many digits as a division happens to leave. */
const floating = /^(FLOAT|DOUBLE)$/;

/** Tells whether a type of DuckDB is that of a number. */
export function isNumeric(type: string): boolean {
  return numeric.test(type);
}

/** Describes a column of a query's result for a table: aligned and formatted by its type, which is shown. */
export function tableColumn({ name, type }: QueryColumn): TableColumn {
  return {
    name,
    type: typeLabel(type),
    align: isNumeric(type) ? 'right' : 'left',
    ...(amount.test(type) ? { format: formatAmount } : {}),
    ...(floating.test(type) ? { format: formatFloat } : {}),
  };
}

function formatAmount(value: unknown): unknown {
  return typeof value === 'string' ? formatDecimal(value) : value;
}

function formatFloat(value: unknown): unknown {
  return typeof value === 'number' ? formatDouble(value) : value;
}

/* The fields of a nested type and the values of an enumeration would make the column as wide as they are. */
function typeLabel(type: string): string {
  const isLong = /^(STRUCT|MAP|UNION|ENUM)\(/.test(type);
  return (isLong ? type.replace(/\(.*\)/s, '(…)') : type).toLowerCase();
}
