/**
 * Returns the message of an error in the command line without the framework's words: `Parsing --threads
 * Expected an integer but received: x` → `--threads must be an integer, not x.` Other messages stay as they are.
 */
export function plainParseError(message: string): string {
  const [, flag, what] = /^Parsing (--\S+) \n\t([^]*)$/.exec(message) ?? [];
  if (flag === undefined || what === undefined) return message;
  return what.replace(
    /^Expected (.*) but received: (.*)$/m,
    (_, expected: string, received: string) => `${flag} must be ${expected}, not ${received}.`,
  );
}
