/**
 * Formats numbers, dates and times as people of a country write them: `formatsOf` creates it. Digits are
 * always Latin and a negative number has a minus sign, not a hyphen. Dates are business dates, times those
 * of the restaurant's clock, so neither is moved to another time zone.
 */
export interface Formats {
  /** Language of dates, as in the attribute `lang`. */
  readonly language: string;
  money(value: number): string;
  /** With a sign, for a difference. */
  moneyChange(value: number): string;
  /** For the axis of a chart: $12K. */
  shortMoney(value: number): string;
  count(value: number): string;
  /** Without digits, for the average of counts. */
  wholeCount(value: number): string;
  countChange(value: number): string;
  /** Takes percent: 12.5 is 12.5%. */
  percent(value: number): string;
  percentChange(value: number): string;
  /** With two digits, for fees. */
  finePercent(value: number): string;
  /** Wednesday, November 25, 2026. */
  longDate(date: string): string;
  /** Wed, Nov 25. */
  date(date: string): string;
  /** Nov 25, without the weekday. */
  shortDate(date: string): string;
  weekday(date: string): string;
  /** Takes 'YYYY-MM-DD HH:MM' and gives both. */
  dateTime(time: string): string;
  /** Takes 'YYYY-MM-DD HH:MM' and gives the time of day. */
  timeOfDay(time: string): string;
  /** Takes hours from midnight of the business date: 25 is 1 AM. */
  hour(businessHour: number): string;
  /** Takes an instant in ISO 8601 and gives it in a time zone (that of UTC if there is no such zone). */
  instant(instant: string, timeZone: string): string;
}

const formats = new Map<string, Formats>();

/** Gives the formats of a currency (ISO 4217) in a country (ISO 3166; null for that of the United States). */
export function formatsOf(currency: string, country: string | null): Formats {
  const key = `${currency} ${country}`;
  const found = formats.get(key) ?? createFormats(localeOf(country), currency);
  formats.set(key, found);
  return found;
}

function createFormats(locale: Intl.Locale, currency: string): Formats {
  const tag = locale.toString();
  const code = /^[a-z]{3}$/i.test(currency) ? currency : 'XXX';
  const number = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(tag, { signDisplay: 'negative', ...options });
    return (value: number) => format.format(value).replace('-', '−');
  };
  const date = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options });
    return (text: string) => formatted(format, text);
  };
  const inMoney = { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' } as const;
  const inPercent = { style: 'unit', unit: 'percent' } as const;
  const oneDigit = { ...inPercent, minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const twoDigits = { ...inPercent, minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const hour = date({ hour: 'numeric' });
  return {
    language: locale.language,
    money: number(inMoney),
    moneyChange: number({ ...inMoney, signDisplay: 'exceptZero' }),
    shortMoney: number({ ...inMoney, notation: 'compact', maximumSignificantDigits: 3 }),
    count: number({ maximumFractionDigits: 2 }),
    wholeCount: number({ maximumFractionDigits: 0 }),
    countChange: number({ maximumFractionDigits: 2, signDisplay: 'exceptZero' }),
    percent: number(oneDigit),
    percentChange: number({ ...oneDigit, signDisplay: 'exceptZero' }),
    finePercent: number(twoDigits),
    longDate: date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    date: date({ weekday: 'short', day: 'numeric', month: 'short' }),
    shortDate: date({ day: 'numeric', month: 'short' }),
    weekday: date({ weekday: 'long' }),
    dateTime: date({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }),
    timeOfDay: date({ hour: 'numeric', minute: '2-digit' }),
    hour: (businessHour) => hour(`1970-01-01 ${String(businessHour % 24).padStart(2, '0')}:00`),
    instant: (instant, timeZone) => formattedInstant(tag, instant, timeZone),
  };
}

/* Text that is no date is shown as it is: it comes from outside. */
function formatted(format: Intl.DateTimeFormat, text: string): string {
  const time = new Date(`${text.replace(' ', 'T')}${text.includes(' ') ? 'Z' : 'T00:00Z'}`);
  return Number.isNaN(time.getTime()) ? text : format.format(time);
}

function formattedInstant(tag: string, instant: string, timeZone: string): string {
  const time = new Date(instant);
  if (Number.isNaN(time.getTime())) return instant;
  const options: Intl.DateTimeFormatOptions = {
    ...({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' } as const),
    timeZoneName: 'short',
  };
  try {
    return new Intl.DateTimeFormat(tag, { ...options, timeZone }).format(time);
  } catch {
    return new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }).format(time);
  }
}

/* The language that most people of the country read. */
function localeOf(country: string | null): Intl.Locale {
  const latin = { numberingSystem: 'latn' };
  try {
    if (country !== null) return new Intl.Locale('und', { region: country, ...latin }).maximize();
  } catch {
    /* Toast may send a country that is no code. */
  }
  return new Intl.Locale('en-US', latin);
}
