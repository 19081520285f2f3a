const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Parses `30s`, `10m`, `1h` or `7d` into milliseconds. Returns `undefined` for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * units[unit as keyof typeof units];
}

/**
 * Parses an octal file mode such as `0640`. The owner reads and writes, others may as far as given;
 * writing by everyone is not offered. Returns `undefined` for anything else.
 */
export function parseFileMode(text: string): number | undefined {
  return /^0?6[046][04]$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

/** Splits a comma-separated list and drops empty and surrounding space: `a, b,` → `['a', 'b']`. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Tells whether a text is a date of the calendar, such as `2026-11-25`. */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
