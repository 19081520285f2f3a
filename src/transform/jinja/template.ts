import type { Node } from './internals.js';
import { Source } from './line-map.js';
import { parseTemplate } from './parser.js';
import { parametersOf } from './signature.js';

/** A parsed template; `render` of render.ts runs it. */
export interface Template {
  /** Names the template in errors. */
  readonly file: string;
  readonly source: Source;
  readonly root: Node;
}

/** A macro, or a generic test, which is the macro `test_<name>`, as in dbt. */
export interface Macro {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly parameters: readonly string[];
  /** The text of the file. */
  readonly text: string;
  readonly node: Node;
}

/** Parses a template. `file` names it in errors. @throws ModelError with file and line. */
export function compileTemplate(file: string, text: string): Template {
  return { file, source: new Source(text), root: parseTemplate(file, text) };
}

/** Returns a template that was parsed before without an error, and is parsed again only when it is rendered. */
export function deferTemplate(file: string, text: string): Template {
  let root: Node | undefined;
  return {
    file,
    source: new Source(text),
    get root() {
      return (root ??= parseTemplate(file, text));
    },
  };
}

/** What is known of a macro without parsing its file. */
export type MacroSignature = Omit<Macro, 'text' | 'node'>;

/** Returns macros that were read before. Their file is parsed again only when one of them is called. */
export function deferMacros(text: string, signatures: readonly MacroSignature[]): Macro[] {
  let macros: readonly Macro[] | undefined;
  return signatures.map((signature) => ({
    ...signature,
    text,
    get node() {
      macros ??= readMacros(signature.file, text);
      /* A later definition replaces an earlier one. */
      return (macros.findLast(({ name }) => name === signature.name) as Macro).node;
    },
  }));
}

/** Reads the macros and generic tests that a file defines. @throws ModelError with file and line. */
export function readMacros(file: string, text: string): Macro[] {
  return parseTemplate(file, text)
    .children.filter(({ typename }) => typename === 'Macro')
    .map((node) => ({
      name: String(node.name.value),
      file,
      line: node.lineno + 1,
      parameters: parametersOf(node).map(({ name }) => name),
      text,
      node,
    }));
}
