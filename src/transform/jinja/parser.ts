import { ModelError } from '../../errors.js';
import {
  lexer,
  lib,
  nodes,
  parser,
  type Extension,
  type Node,
  type Parser,
  type Token,
  type Tokens,
} from './internals.js';
import { locateError } from './locate-error.js';

/**
 * Parses a template with the tags that dbt adds to Jinja. `file` names it in errors.
 * @throws ModelError with file and line.
 */
export function parseTemplate(file: string, text: string): Node {
  try {
    const reader = new parser.Parser(tokenize(text));
    reader.extensions = [doTag, testTag];
    return reader.parseAsRoot();
  } catch (error) {
    /* A block that is never closed is reported at the last line; only the message tells it apart. */
    const unclosed = error instanceof Error && error.message.endsWith('end of file');
    const line = unclosed ? text.trimEnd().split('\n').length : templateErrorLine(error);
    throw locateError(file, line, error);
  }
}

/** Returns the line (from 1) that an error of nunjucks names; undefined for other errors. */
export function templateErrorLine(error: unknown): number | undefined {
  if (error instanceof ModelError) return undefined;
  const { lineno } = error as { lineno?: unknown };
  return error instanceof lib.TemplateError && typeof lineno === 'number' ? lineno : undefined;
}

/*
 * Leaves out the comma that Jinja allows after the last item of a list, a dictionary or a call; nunjucks
 * does not allow it. Also trims the text before `{%-`: nunjucks' pattern for it takes time that grows with
 * the square of the white space in the text.
 */
function tokenize(text: string): Tokens {
  const tokens = lexer.lex(text);
  const read = tokens.nextToken.bind(tokens);
  const ahead: (Token | null)[] = [];
  const next = () => (ahead.length > 0 ? (ahead.shift() ?? null) : read());
  /* Replaced on this one tokenizer, since the parser uses its other methods for raw blocks. */
  tokens.nextToken = () => {
    const token = next();
    if (token?.type === lexer.TOKEN_DATA) {
      const tag = next();
      const trims = tag !== null && /^\{[{%#]-/.test(tag.value);
      ahead.unshift(trims ? { ...tag, value: tag.value.replace('-', '') } : tag);
      return trims ? { ...token, value: token.value.trimEnd() } : token;
    }
    if (token?.type !== lexer.TOKEN_COMMA) return token;
    const following: (Token | null)[] = [];
    do following.push(next());
    while (following.at(-1)?.type === lexer.TOKEN_WHITESPACE);
    ahead.unshift(...following);
    return closingTokens.has(following.at(-1)?.type) ? next() : token;
  };
  return tokens;
}

const closingTokens = new Set<string | undefined>([
  lexer.TOKEN_RIGHT_PAREN,
  lexer.TOKEN_RIGHT_BRACKET,
  lexer.TOKEN_RIGHT_CURLY,
]);

/* {% do expression %}: evaluates it for its effect. */
const doTag: Extension = {
  tags: ['do'],
  parse(reader: Parser) {
    const { lineno, colno, value } = reader.nextToken();
    const expression = reader.parseExpression();
    reader.advanceAfterBlockEnd(value);
    return new nodes.If(lineno, colno, expression, new nodes.NodeList(lineno, colno, []), null);
  },
};

/* {% test name(model, …) %}: defines the macro test_name, as in dbt. */
const testTag: Extension = {
  tags: ['test', 'data_test'],
  parse(reader: Parser) {
    const { lineno, colno, value } = reader.nextToken();
    const name = reader.parsePrimary(true);
    const parameters = reader.parseSignature();
    reader.advanceAfterBlockEnd(value);
    const body = reader.parseUntilBlocks(`end${value}`);
    reader.advanceAfterBlockEnd();
    const macro = new nodes.Symbol(name.lineno, name.colno, `test_${String(name.value)}`);
    return new nodes.Macro(lineno, colno, macro, parameters, body);
  },
};
