import { UsageError } from '../../errors.js';
import type { Connection, Parameters } from '../engine/connection.js';

/**
 * Checks that the parameters that a statement uses are those that are given. The engine compares their
 * names without regard to case.
 * @throws UsageError that names those of each side that the other lacks.
 */
export async function assertParameters(
  connection: Connection,
  statement: string,
  parameters: Parameters,
): Promise<void> {
  const given = Object.keys(parameters);
  if (given.length === 0 && !/[$?]/.test(statement)) return;
  /* Running the statement reports what is wrong with it. */
  const used = await connection.parameterNames(statement).catch(() => undefined);
  if (used === undefined) return;
  const missing = without(used, given);
  const unused = without(given, used);
  const problems = [
    ...missing.map((name) => [
      `The SQL uses $${name}, which has no value.`,
      `add --param ${name}=VALUE`,
    ]),
    ...unused.map((name) => [`The SQL does not use $${name}.`, `remove --param ${name}=…`]),
  ];
  if (problems.length === 0) return;
  throw new UsageError(problems.map(([what]) => what).join(' '), {
    suggestion: `To fix it, ${problems.map(([, advice]) => advice).join(' and ')}.`,
  });
}

function without(names: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map((name) => name.toLowerCase()));
  return names.filter((name) => !known.has(name.toLowerCase()));
}

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
