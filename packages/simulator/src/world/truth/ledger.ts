import type { Json } from '../contract/json.js';

/** Returns an object within a payload; an empty one when it is null or missing. */
export function child(parent: Json, name: string): Json {
  return (parent[name] ?? {}) as Json;
}

/** Converts a JSON number to whole ten-thousandths, whose sums are exact. */
export function tenThousandths(value: unknown): number {
  return typeof value === 'number' ? Math.round(value * 10_000) : 0;
}

/** Formats ten-thousandths as a decimal string with four decimals. */
export function decimal(units: number): string {
  const digits = String(Math.abs(units)).padStart(5, '0');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** Row counts and column sums by table. */
export class Ledger {
  readonly #counts = new Map<string, number>();
  readonly #sums = new Map<string, Map<string, number>>();

  constructor(tables: readonly (readonly [table: string, columns: readonly string[]])[]) {
    for (const [table, columns] of tables) {
      this.#counts.set(table, 0);
      this.#sums.set(table, new Map(columns.map((column) => [column, 0])));
    }
  }

  row(table: string): void {
    this.#counts.set(table, (this.#counts.get(table) ?? 0) + 1);
  }

  add(table: string, column: string, units: number): void {
    const columns = this.#sums.get(table);
    columns?.set(column, (columns.get(column) ?? 0) + units);
  }

  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  /** Returns sums with four decimals, and `deleted` as a number of rows. */
  sums(): Record<string, Record<string, string>> {
    const write = (columns: Map<string, number>): Record<string, string> =>
      Object.fromEntries(
        [...columns].map(([column, units]) => [
          column,
          column === 'deleted' ? String(units) : decimal(units),
        ]),
      );
    return Object.fromEntries(
      [...this.#sums]
        .filter(([, columns]) => columns.size > 0)
        .map(([table, columns]) => [table, write(columns)]),
    );
  }
}
