import { expect } from 'vitest';

/** Expects a number of the report to be this one, rounded to cents; or both to be null. */
export function expectNear(actual: number | null, expected: number | null, what: string): void {
  if (expected === null || actual === null) expect(actual, what).toBe(expected);
  else
    expect(Math.abs(actual - expected), `${what}: ${actual} is not ${expected}`).toBeLessThan(
      0.0051,
    );
}

/** Adds up a number of rows, which decimals come as text in. */
export function sumOf<T>(rows: readonly T[], number: (row: T) => unknown): number {
  return rows.reduce((sum, row) => sum + Number(number(row) ?? 0), 0);
}

/** Returns the average of a number of rows; null of none. */
export function averageOf<T>(rows: readonly T[], number: (row: T) => unknown): number | null {
  return rows.length === 0 ? null : sumOf(rows, number) / rows.length;
}

/** Returns one number divided by another; null if one is missing or there is nothing to divide by. */
export function ratioOf(dividend: number | null, divisor: number | null): number | null {
  return dividend === null || divisor === null || divisor === 0 ? null : dividend / divisor;
}

/** Returns the date some days before another. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
}
