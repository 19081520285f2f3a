/*
 * Control characters (C0, DEL, C1), which can move the cursor, clear the screen or retitle a terminal; line
 * and paragraph separators; and the marks that change the direction of the text after them.
 */
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/* As DuckDB's command line writes them. */
const short = new Map([
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\u001b', '\\e'],
]);

/**
 * Makes text from outside safe to print on one line: characters that control the terminal or the layout
 * become visible, such as `\n`, `\e` and `\u{202e}`. All other text stays as it is.
 */
export function printable(text: string): string {
  return text.replace(unprintable, visible);
}

/** Makes text of several lines safe to print, as `printable` does; line breaks and tabs are kept. */
export function printableBlock(text: string): string {
  return text.replace(unprintable, (character) =>
    character === '\n' || character === '\t' ? character : visible(character),
  );
}

/**
 * Makes what is printed of an error and its causes safe: messages, suggestions and stacks. Changes the
 * error itself and returns it.
 */
export function printableError<T>(error: T): T {
  const seen = new Set<unknown>();
  for (let each: unknown = error; each instanceof Error && !seen.has(each); each = each.cause) {
    seen.add(each);
    for (const key of ['name', 'message', 'stack', 'suggestion', 'suggestions', 'code', 'ref']) {
      const value = (each as unknown as Record<string, unknown>)[key];
      const safe = Array.isArray(value) ? value.map(printableValue) : printableValue(value);
      if (safe === value || value === undefined) continue;
      /* Defined, since some errors have getters without setters. */
      Object.defineProperty(each, key, { value: safe, configurable: true, writable: true });
    }
  }
  return error;
}

function printableValue(value: unknown): unknown {
  return typeof value === 'string' ? printableBlock(value) : value;
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return short.get(character) ?? `\\u{${code.toString(16).padStart(2, '0')}}`;
}
