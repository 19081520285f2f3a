/* Wide enough for most lines of text in a log or a mail; wider tables are slow to print and to read. */
const widthWithoutTerminal = 120;

/** Returns the width of a terminal, or else that of the variable COLUMNS, or else 120 characters. */
export function outputWidth(
  stream: { readonly columns?: number | undefined } = process.stdout,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): number {
  return stream.columns || Number(environment.COLUMNS) || widthWithoutTerminal;
}
