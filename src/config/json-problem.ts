import { parse, type ParseError, type ParseErrorCode } from 'jsonc-parser';

/* Names of the library's codes, whose own names are for programmers. */
const descriptions: Partial<Record<ParseErrorCode, string>> = {
  [2 satisfies ParseErrorCode.InvalidNumberFormat]: 'a number is malformed',
  [3 satisfies ParseErrorCode.PropertyNameExpected]: 'a name in double quotes is expected',
  [4 satisfies ParseErrorCode.ValueExpected]: 'a value is expected',
  [5 satisfies ParseErrorCode.ColonExpected]: 'a colon is missing',
  [6 satisfies ParseErrorCode.CommaExpected]: 'a comma is missing',
  [7 satisfies ParseErrorCode.CloseBraceExpected]: 'a closing brace } is missing',
  [8 satisfies ParseErrorCode.CloseBracketExpected]: 'a closing bracket ] is missing',
  [9 satisfies ParseErrorCode.EndOfFileExpected]: 'there is text after the end',
  [10 satisfies ParseErrorCode.InvalidCommentToken]: 'comments are not allowed',
  [12 satisfies ParseErrorCode.UnexpectedEndOfString]: 'a closing quote is missing',
};

/** Says where a text is not valid JSON and why. Quotes nothing of it, since it may hold secrets. */
export function jsonProblem(text: string): { line: number; column: number; what: string } {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  const offset = first?.offset ?? text.length;
  const before = text.slice(0, offset).split('\n');
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    what:
      (first === undefined ? undefined : descriptions[first.error]) ?? 'the text here is not JSON',
  };
}
