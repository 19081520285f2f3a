import { JinjaCompiler } from './dialect.js';
import { nodes, type Node } from './internals.js';
import { locateError } from './locate-error.js';
import { parseTemplate, templateErrorLine } from './parser.js';

/** A compiled template; `render` of render.ts runs it. */
export interface Template {
  /** Names the template in errors. */
  readonly file: string;
  readonly script: Script;
}

/** A macro, or a generic test, which is the macro `test_<name>`, as in dbt. */
export interface Macro {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly parameters: readonly string[];
  /** Defines the macro in the context that it is run with. */
  readonly define: Script;
}

/** Runs a template: passes its text to `done`, or the error that stopped it. */
export type Script = (
  environment: object,
  context: ScriptContext,
  frame: object,
  runtime: object,
  done: (error: unknown, text?: string) => void,
) => void;

/** What a script reads and writes while it runs. */
export interface ScriptContext {
  /** The line (from 1) that the script has reached. */
  line: number;
  lookup(name: string): unknown;
  setVariable(name: string, value: unknown): void;
  addExport(name: string): void;
  names(): string[];
}

/** Compiles a template. `file` names it in errors. @throws ModelError with file and line. */
export function compileTemplate(file: string, text: string): Template {
  return { file, script: compileScript(file, text, parseTemplate(file, text)) };
}

/** Reads the macros and generic tests that a file defines. @throws ModelError with file and line. */
export function readMacros(file: string, text: string): Macro[] {
  return parseTemplate(file, text)
    .children.filter(({ typename }) => typename === 'Macro')
    .map((node) => ({
      name: String(node.name.value),
      file,
      line: node.lineno + 1,
      parameters: node.args.children.flatMap(parameterNames),
      define: compileScript(file, text, new nodes.Root(0, 0, [node])),
    }));
}

function parameterNames(node: Node): string[] {
  if (node.typename === 'Symbol') return [String(node.value)];
  return node.children.map(({ key }) => String(key.value));
}

function compileScript(file: string, text: string, tree: Node): Script {
  const compiler = new JinjaCompiler(file, text);
  try {
    compiler.compileRoot(tree);
  } catch (error) {
    throw locateError(file, templateErrorLine(error), error);
  }
  const load = new Function(compiler.getCode()) as () => { root: Script };
  return load().root;
}
