/** Divides integers, rounding half up; for whole non-negative numbers below 2^51. */
export function divideRounded(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

/** Converts cents to the JSON number that Toast sends: dollars with at most two decimals. */
export function dollars(cents: number): number {
  return cents / 100;
}

/** Returns `parts` per million of an amount in cents, rounded half up. */
export function share(cents: number, parts: number): number {
  return divideRounded(cents * parts, 1_000_000);
}

/**
 * Splits `total` in proportion to `weights`, exactly: each part is the difference of two rounded
 * running totals, so that the parts always add up. No part exceeds its weight unless the total
 * exceeds the sum of the weights.
 */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  let seen = 0;
  let given = 0;
  return weights.map((weight) => {
    seen += weight;
    const upTo = Math.floor((total * seen) / sum);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
