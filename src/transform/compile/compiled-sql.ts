import { ModelError } from '../../errors.js';

/** SQL that knows where its lines were written; `undefined` for lines that nobody wrote. */
export interface CompiledSql {
  readonly text: string;
  readonly origins: readonly (Origin | undefined)[];
}

export interface Origin {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A line of our own making. */
export function ours(text: string): CompiledSql {
  return { text, origins: [undefined] };
}

/** Puts parts below one another. */
export function concat(...parts: readonly CompiledSql[]): CompiledSql {
  return {
    text: parts.map(({ text }) => text).join('\n'),
    origins: parts.flatMap(({ text, origins }) => origins.slice(0, text.split('\n').length)),
  };
}

/**
 * Says where an error of the engine comes from. The engine tells the line of the SQL that it ran
 * (`LINE 14: …`); the origins tell where that line was written.
 */
export function explainEngineError(error: unknown, sql: CompiledSql, file: string): ModelError {
  const text = error instanceof Error ? error.message : String(error);
  const line = /^LINE (\d+):/m.exec(text)?.[1];
  const origin = line === undefined ? undefined : sql.origins[Number(line) - 1];
  const place = origin === undefined ? file : `${origin.file}:${origin.line}`;
  const compiled = line === undefined ? '' : `\n(LINE ${line} counts in the compiled SQL.)`;
  const missing = /Table with name \S+ does not exist/.test(text);
  return new ModelError(`${place}: ${text}${compiled}`, {
    cause: error,
    ...(missing
      ? { suggestion: 'Run `toast extract`, or build the models that it reads too.' }
      : {}),
  });
}
