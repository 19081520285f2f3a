import nunjucks from 'nunjucks';

/** A node of a parsed template; its members depend on `typename`. */
export interface Node {
  readonly typename: string;
  /** Counted from 0, like all positions in nunjucks' nodes. */
  readonly lineno: number;
  readonly colno: number;
  readonly children: Node[];
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
  readonly body: Node;
  readonly else_: Node | null;
}

type NodeClass = new (lineno: number, colno: number, ...fields: unknown[]) => Node;

export interface Token {
  readonly type: string;
}

export interface Tokens {
  /** Null at the end. */
  nextToken(): Token | null;
}

interface Lexer {
  lex(text: string): Tokens;
  readonly TOKEN_COMMA: string;
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

/** Compile-time scope: maps names to variables of the script. */
export type Scope = object;

export interface BaseCompiler {
  buffer: string;
  compile(node: Node, frame: Scope): void;
  compileRoot(node: Node): void;
  compileOutput(node: Node, frame: Scope): void;
  compileCapture(node: Node, frame: Scope): void;
  compileFunCall(node: Node, frame: Scope): void;
  compileGroup(node: Node, frame: Scope): void;
  compileArray(node: Node, frame: Scope): void;
  compileIf(node: Node, frame: Scope): void;
  compileInlineIf(node: Node, frame: Scope): void;
  compileNot(node: Node, frame: Scope): void;
  compileAnd(node: Node, frame: Scope): void;
  compileOr(node: Node, frame: Scope): void;
  compileSet(node: Node, frame: Scope): void;
  compileLiteral(node: Node): void;
  _compileMacro(node: Node, frame?: Scope): string;
  _getNodeName(node: Node): string;
  _emit(code: string): void;
  getCode(): string;
}

export interface Runtime {
  readonly Frame: new () => { topLevel: boolean };
  readonly SafeString: new (text: string) => object;
}

interface Internals {
  readonly nodes: Record<'Filter' | 'If' | 'Macro' | 'NodeList' | 'Root' | 'Symbol', NodeClass>;
  readonly lexer: Lexer;
  readonly parser: { Parser: new (tokens: Tokens) => Parser };
  readonly compiler: { Compiler: new (name: string, throwOnUndefined: boolean) => BaseCompiler };
  readonly runtime: Runtime;
  readonly lib: { TemplateError: new () => Error };
}

/*
 * The type definitions of nunjucks cover its templates only. Its parser and compiler are exported
 * too, and using them directly is what lets a template keep its line numbers and mean what Jinja
 * means by it.
 */
export const { nodes, lexer, parser, compiler, runtime, lib } = nunjucks as unknown as Internals;

export const { Environment } = nunjucks;
