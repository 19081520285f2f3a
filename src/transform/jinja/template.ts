import { ModelError } from '../../errors.js';
import { JinjaCompiler } from './dialect.js';
import { lib, nodes, parser, type Extension, type Node, type Parser } from './internals.js';
import { at } from './locate.js';
import type { Root } from './execute.js';
import { tokenize } from './tokens.js';

/** A macro, or a generic test, which is the macro `test_<name>`, as in dbt. */
export interface Macro {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly parameters: readonly string[];
  /** Defines the macro in the context it is run with. */
  readonly define: Root;
}

export interface Template {
  readonly file: string;
  readonly root: Root;
}

/** Compiles a template. `file` names it in errors. @throws ModelError with file and line. */
export function compileTemplate(file: string, text: string): Template {
  const tree = parse(file, text);
  return { file, root: script(file, text, tree) };
}

/** The macros and generic tests that a file defines. @throws ModelError with file and line. */
export function readMacros(file: string, text: string): Macro[] {
  return parse(file, text)
    .children.filter(({ typename }) => typename === 'Macro')
    .map((node) => ({
      name: String(node.name.value),
      file,
      line: node.lineno + 1,
      parameters: node.args.children.flatMap(parameterNames),
      define: script(file, text, new nodes.Root(0, 0, [node])),
    }));
}

function parameterNames(node: Node): string[] {
  if (node.typename === 'Symbol') return [String(node.value)];
  return node.children.map(({ key }) => String(key.value));
}

function parse(file: string, text: string): Node {
  try {
    const reader = new parser.Parser(tokenize(text));
    reader.extensions = [doTag, testTag];
    return reader.parseAsRoot();
  } catch (error) {
    const ended = error instanceof Error && error.message.endsWith('end of file');
    throw at(file, ended ? text.trimEnd().split('\n').length : lineOf(error), error);
  }
}

function script(file: string, text: string, tree: Node): Root {
  const compiler = new JinjaCompiler(file, text);
  try {
    compiler.compileRoot(tree);
  } catch (error) {
    throw at(file, lineOf(error), error);
  }
  const load = new Function(compiler.getCode()) as () => { root: Root };
  return load().root;
}

function lineOf(error: unknown): number | undefined {
  if (error instanceof ModelError) return undefined;
  const { lineno } = error as { lineno?: unknown };
  return error instanceof lib.TemplateError && typeof lineno === 'number' ? lineno : undefined;
}

/* {% do expression %}: evaluated for its effect. */
const doTag: Extension = {
  tags: ['do'],
  parse(reader: Parser) {
    const { lineno, colno, value } = reader.nextToken();
    const expression = reader.parseExpression();
    reader.advanceAfterBlockEnd(value);
    return new nodes.If(lineno, colno, expression, new nodes.NodeList(lineno, colno, []), null);
  },
};

/* {% test name(model, …) %}: dbt calls it as the macro test_name. */
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
