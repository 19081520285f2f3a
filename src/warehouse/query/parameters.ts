import type { Parameters } from '../engine/connection.js';

/**
 * Runs a statement with its parameters as texts, and with numbers if it cannot be bound with texts. The
 * engine casts a text to the type its place needs, also where a name consists of digits; but `$n + 1`
 * needs a number.
 * @throws what `run` throws with texts.
 */
export async function withParameters<T>(
  parameters: Parameters,
  run: (values: Parameters) => Promise<T>,
): Promise<T> {
  try {
    return await run(parameters);
  } catch (error) {
    const numbers = withNumbers(parameters);
    if (numbers === undefined || !/^Binder Error/.test((error as Error).message)) throw error;
    return run(numbers).catch(() => {
      throw error;
    });
  }
}

function withNumbers(parameters: Parameters): Parameters | undefined {
  const entries = Object.entries(parameters).map(([name, value]) => {
    const number = Number(value);
    const same = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) && isExact(number);
    return [name, same ? number : value] as const;
  });
  return entries.some(([name, value]) => value !== parameters[name])
    ? Object.fromEntries(entries)
    : undefined;
}

function isExact(number: number): boolean {
  return !Number.isInteger(number) || Number.isSafeInteger(number);
}
