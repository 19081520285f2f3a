import nunjucks from 'nunjucks';

/** A node of a parsed template; its members depend on `typename`. */
export interface Node {
  readonly typename: string;
  /** Counted from 0, like all positions in nunjucks' nodes. */
  readonly lineno: number;
  readonly colno: number;
  readonly children: readonly Node[];
  /** A node, or the value of a literal. */
  readonly value: unknown;
  readonly name: Node;
  readonly args: Node;
  readonly key: Node;
  readonly target: Node;
  readonly targets: readonly Node[];
  readonly val: Node;
  readonly left: Node;
  readonly right: Node;
  readonly cond: Node;
  readonly arr: Node;
  readonly expr: Node;
  readonly ops: readonly { readonly expr: Node; readonly type: string }[];
  readonly body: Node;
  readonly else_: Node | null;
}

type NodeClass = new (lineno: number, colno: number, ...fields: unknown[]) => Node;

export interface Token {
  readonly type: string;
  readonly value: string;
}

export interface Tokens {
  /** Null at the end. */
  nextToken(): Token | null;
}

interface Lexer {
  lex(text: string): Tokens;
  readonly TOKEN_COMMA: string;
  readonly TOKEN_DATA: string;
  readonly TOKEN_WHITESPACE: string;
  readonly TOKEN_RIGHT_PAREN: string;
  readonly TOKEN_RIGHT_BRACKET: string;
  readonly TOKEN_RIGHT_CURLY: string;
}

export interface Parser {
  extensions: readonly Extension[];
  parseAsRoot(): Node;
  nextToken(): { readonly lineno: number; readonly colno: number; readonly value: string };
  parsePrimary(noPostfix?: boolean): Node;
  parseSignature(): Node;
  parseExpression(): Node;
  parseUntilBlocks(...names: string[]): Node;
  advanceAfterBlockEnd(name?: string): void;
}

/** A custom block tag. */
export interface Extension {
  readonly tags: readonly string[];
  parse(parser: Parser): Node;
}

interface Internals {
  readonly nodes: Record<'If' | 'Macro' | 'NodeList' | 'Symbol', NodeClass>;
  readonly lexer: Lexer;
  readonly parser: { Parser: new (tokens: Tokens) => Parser };
  readonly lib: { TemplateError: new () => Error };
}

/*
 * The type definitions of nunjucks cover its templates only. Its parser is exported too. Its compiler
 * and runtime are not used: they make a script of a template, in which JavaScript can be hidden.
 */
export const { nodes, lexer, parser, lib } = nunjucks as unknown as Internals;
