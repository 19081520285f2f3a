/** A benchmark: its options with their defaults, as texts, and a function that runs it. */
export interface Bench<Option extends string = string> {
  readonly defaults: Readonly<Record<Option, string>>;
  run(options: Readonly<Record<Option, string>>): Promise<object>;
}

/** Parses an option that is a number above 0. @throws RangeError. */
export function positive<Option extends string>(
  options: Readonly<Record<Option, string>>,
  name: Option,
): number {
  return number(options[name], name);
}

/** Parses an option that is a comma-separated list of numbers above 0. @throws RangeError. */
export function numbers<Option extends string>(
  options: Readonly<Record<Option, string>>,
  name: Option,
): number[] {
  return options[name].split(',').map((text) => number(text, name));
}

function number(text: string, name: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new RangeError(`--${name} ${text} is not a number above 0.`);
}
