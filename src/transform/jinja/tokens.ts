import { lexer, type Token, type Tokens } from './internals.js';

/**
 * The tokens of a template, without the comma that Jinja allows after the last item of a list, a
 * dictionary or a call, and nunjucks does not.
 */
export function tokenize(text: string): Tokens {
  const tokens = lexer.lex(text);
  const read = tokens.nextToken.bind(tokens);
  const ahead: (Token | null)[] = [];
  const next = () => (ahead.length > 0 ? (ahead.shift() ?? null) : read());
  /* Replaced on this one tokenizer, since the parser uses its other methods for raw blocks. */
  tokens.nextToken = () => {
    const token = next();
    if (token?.type !== lexer.TOKEN_COMMA) return token;
    const passed: (Token | null)[] = [];
    do passed.push(next());
    while (passed.at(-1)?.type === lexer.TOKEN_WHITESPACE);
    ahead.unshift(...passed);
    return closing.has(passed.at(-1)?.type) ? next() : token;
  };
  return tokens;
}

const closing = new Set<string | undefined>([
  lexer.TOKEN_RIGHT_PAREN,
  lexer.TOKEN_RIGHT_BRACKET,
  lexer.TOKEN_RIGHT_CURLY,
]);
