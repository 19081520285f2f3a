/** Divides integers, rounding half up; for whole non-negative numbers below 2^51. */
export function divideRounded(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

/** Divides integers, rounding half to even; for whole non-negative numbers below 2^51. */
export function divideHalfEven(numerator: number, denominator: number): number {
  const whole = Math.floor(numerator / denominator);
  const twice = 2 * (numerator - whole * denominator);
  const up = twice > denominator || (twice === denominator && whole % 2 === 1);
  return up ? whole + 1 : whole;
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
 * Splits `total` pro rata to `weights`, exactly: each part is rounded half up, and the last one takes
 * the rest, as in recorded orders (2.37 over 9.99 and 20.00 is 0.79 and 1.58). A part is neither
 * negative nor above its limit: what the last one cannot take, the one before it does. The limits of
 * parts with a weight must add up to `total` at least.
 */
export function spread(
  total: number,
  weights: readonly number[],
  limits: readonly number[],
): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  const parts = weights.map((weight, k) =>
    Math.min(limits[k] as number, divideRounded(total * weight, sum)),
  );
  let rest = total - parts.reduce((a, b) => a + b, 0);
  for (let k = parts.length - 1; k >= 0 && rest !== 0; k--) {
    if (weights[k] === 0) continue;
    const part = parts[k] as number;
    const adjusted = Math.min(limits[k] as number, Math.max(0, part + rest));
    rest -= adjusted - part;
    parts[k] = adjusted;
  }
  return parts;
}
