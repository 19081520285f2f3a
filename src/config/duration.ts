const units = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** `30s`, `10m` or `1h` as milliseconds; `undefined` for all else. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * units[unit as keyof typeof units];
}
