import { ModelError } from '../../errors.js';

/** SQL that knows where each of its lines was written; `undefined` for generated lines. */
export interface CompiledSql {
  readonly text: string;
  readonly origins: readonly (Origin | undefined)[];
  /** Number of lines that `wrap` added before the compiled SQL. */
  readonly linesBefore?: number;
}

export interface Origin {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Makes SQL of one generated line, which has no origin. */
export function generatedLine(text: string): CompiledSql {
  return { text, origins: [undefined] };
}

/** Joins parts with line breaks. */
export function concat(...parts: readonly CompiledSql[]): CompiledSql {
  return {
    text: parts.map(({ text }) => text).join('\n'),
    origins: parts.flatMap(({ text, origins }) => origins.slice(0, text.split('\n').length)),
  };
}

/**
 * Makes a statement around compiled SQL. What comes before, one line, stays out of the line that the
 * engine quotes in an error.
 */
export function wrap(before: string, { text, origins }: CompiledSql, after = ''): CompiledSql {
  return { text: `${before}\n${text}${after}`, origins: [undefined, ...origins], linesBefore: 1 };
}

/**
 * Adds the place in the model to an error of the engine. The engine names the line of the SQL that it
 * ran (`LINE 14: …`); its origin is where that line was written. Takes the error, the SQL that was run
 * and the file to name when the error has no line.
 */
export function explainEngineError(error: unknown, sql: CompiledSql, file: string): ModelError {
  const text = error instanceof Error ? error.message : String(error);
  const line = /^LINE (\d+):/m.exec(text)?.[1];
  const origin = line === undefined ? undefined : sql.origins[Number(line) - 1];
  const place = origin === undefined ? file : `${origin.file}:${origin.line}`;
  const compiledLine = Number(line) - (sql.linesBefore ?? 0);
  const compiled = line === undefined ? '' : `\n(LINE ${compiledLine} refers to the compiled SQL.)`;
  const missing = /Table with name \S+ does not exist/.test(text);
  /* The mark below the line stays in its place. */
  const quoted = text.replace(/^LINE \d+:/m, (start) =>
    `LINE ${compiledLine}:`.padEnd(start.length),
  );
  return new ModelError(`${place}: ${quoted}${compiled}`, {
    cause: error,
    ...(missing
      ? { suggestion: 'Run `toast extract`, or also build the models that it reads.' }
      : {}),
  });
}
