import { lexer, type Token, type Tokens } from './internals.js';

/**
 * The tokens of a template, without the comma that Jinja allows after the last item of a list, a
 * dictionary or a call, and nunjucks does not.
 */
export function tokenize(text: string): Tokens {
  const tokens = lexer.lex(text);
  const ahead: (Token | null)[] = [];
  const next = () => (ahead.length > 0 ? (ahead.shift() ?? null) : tokens.nextToken());
  const own: Pick<Tokens, 'nextToken'> = {
    nextToken() {
      const token = next();
      if (token?.type !== lexer.TOKEN_COMMA) return token;
      const passed: (Token | null)[] = [];
      do passed.push(next());
      while (passed.at(-1)?.type === lexer.TOKEN_WHITESPACE);
      ahead.unshift(...passed);
      return closing.has(passed.at(-1)?.type) ? next() : token;
    },
  };
  /* The parser also uses the tokenizer itself, for raw blocks. */
  return Object.assign(Object.create(tokens) as Tokens, own);
}

const closing = new Set<string | undefined>([
  lexer.TOKEN_RIGHT_PAREN,
  lexer.TOKEN_RIGHT_BRACKET,
  lexer.TOKEN_RIGHT_CURLY,
]);
