import { ModelError } from '../../errors.js';
import type { Node } from './internals.js';
import { splitArguments } from './values.js';

/** A parameter of a macro. */
export interface Parameter {
  readonly name: string;
  /** Expression of its default value; undefined if it has none. */
  readonly fallback: Node | undefined;
}

/** Lists the parameters of a macro or a call block. @throws ModelError when one is not a name. */
export function parametersOf({ args }: Node): Parameter[] {
  return args.children.flatMap((node): Parameter[] => {
    if (node.typename !== 'KeywordArgs') return [{ name: nameOf(node), fallback: undefined }];
    return node.children.map(({ key, value }) => ({ name: nameOf(key), fallback: value as Node }));
  });
}

/** Returns the name that a node of a signature, a loop or an assignment is. @throws ModelError. */
export function nameOf(node: Node | undefined): string {
  if (node?.typename === 'Symbol') return String(node.value);
  throw new ModelError('a variable, a parameter or a macro must have a plain name');
}

/**
 * Assigns the values of a call to the parameters: the positional ones in order, the others by name.
 * Returns those that were given. `name` is for errors.
 * @throws ModelError when a value has no parameter.
 */
export function bindArguments(
  name: string,
  parameters: readonly Parameter[],
  values: readonly unknown[],
): Map<string, unknown> {
  const { positional, named } = splitArguments(values);
  const names = parameters.map((parameter) => parameter.name);
  const unknown = Object.keys(named).find((key) => key !== 'caller' && !names.includes(key));
  if (unknown !== undefined || positional.length > names.length) {
    const what = unknown === undefined ? `${positional.length} arguments` : `argument ${unknown}`;
    throw new ModelError(`${name}(${names.join(', ')}) does not take ${what}`);
  }
  const given = new Map(Object.entries(named));
  for (const [i, value] of positional.entries()) given.set(names[i] ?? '', value);
  return given;
}

/** Names an expression in errors. */
export function describe(node: Node | null | undefined): string {
  if (!node) return 'the expression';
  switch (node.typename) {
    case 'Symbol':
    case 'Literal':
      return String(node.value);
    case 'FunCall':
      return `the return value of (${describe(node.name)})`;
    case 'LookupVal':
      return `${describe(node.target)}["${describe(node.val)}"]`;
    default:
      return 'the expression';
  }
}
