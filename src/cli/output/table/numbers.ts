/** Formats a count: 12345 → `12,345`. */
export function formatCount(value: number): string {
  return wholeNumber.format(Math.round(value));
}

const wholeNumber = new Intl.NumberFormat('en-US');

/** Formats a duration given in seconds: `0.41 s`, `12 s`, `3 min 05 s`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** Formats a number of bytes: `512 B`, `1.4 MB`. */
export function formatBytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let amount = value;
  let unit = 0;
  /* 999.95 and above would be rounded to 1000.0. */
  while (amount >= (unit === 0 ? 1000 : 999.95) && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? amount : amount.toFixed(1)} ${units[unit]}`;
}

/** Formats a count with its noun: `1 window`, `12 windows`. `many` is the plural if it takes more than an s. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : many}`;
}

/**
 * Formats a decimal given as text, as the database returns it, with at least two decimals: `12345.5000` →
 * `12,345.50`. Further decimals are shown unless they are zero.
 */
export function formatDecimal(value: string): string {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  if (whole === '') return value;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${grouped}.${decimals.replace(/0+$/, '').padEnd(2, '0')}`;
}

const roundedNumber = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/**
 * Formats a floating-point number with two to four decimals: `12345.678901` → `12,345.6789`. One below
 * 0.01 has four digits that count, and one that is too large to be exact is left as it is.
 */
export function formatDouble(value: number): string {
  const size = Math.abs(value);
  if (!(size < 1e15)) return String(value);
  const isSmall = size > 0 && size < 0.01;
  return isSmall ? String(Number(value.toPrecision(4))) : roundedNumber.format(value);
}
