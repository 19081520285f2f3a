const units = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Parses `30s`, `10m` or `1h` into milliseconds. Returns `undefined` for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * units[unit as keyof typeof units];
}

/** Splits a comma-separated list and drops empty and surrounding space: `a, b,` → `['a', 'b']`. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
