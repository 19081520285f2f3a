import { ModelError } from '../../errors.js';
import { suggestNearest } from '../../nearest.js';
import { Environment, runtime as nunjucksRuntime, type Runtime } from './internals.js';
import { readMarks, type Rendered } from './line-map.js';
import { at } from './locate.js';
import { member, truth } from './python.js';
import type { Macro, Template } from './template.js';

export type Names = Record<string, unknown>;

/** The script of a template: gives its text to `done`, or the error that stopped it. */
export type Root = (
  environment: object,
  context: Context,
  frame: object,
  runtime: object,
  done: (error: unknown, text?: string) => void,
) => void;

interface Context {
  /** The line (from 1) that the script is in. */
  line: number;
  lookup(name: string): unknown;
  setVariable(name: string, value: unknown): void;
  addExport(name: string): void;
  names(): string[];
}

/** Renders a template in which the names of `scope` are known. @throws ModelError, with the place. */
export function render({ file, root }: Template, scope: Names): Rendered {
  const context = contextOf(scope);
  try {
    return readMarks(run(root, context));
  } catch (error) {
    throw at(file, context.line, error);
  }
}

/**
 * Makes macros callable as members of `scope`, in which they themselves are run: what is added to
 * the scope later is known to them too.
 */
export function addMacros(scope: Names, macros: Iterable<Macro>): void {
  for (const macro of macros) scope[macro.name] = callable(macro, scope);
}

/** What `return(value)` in a macro throws, to end it. */
export class Returned {
  constructor(readonly value: unknown) {}
}

/** Separates the values of a call from its keyword arguments. */
export function splitArguments(values: readonly unknown[]): {
  positional: unknown[];
  named: Names;
} {
  const last = values.at(-1);
  if (typeof last !== 'object' || last === null || !Object.hasOwn(last, '__keywords')) {
    return { positional: [...values], named: {} };
  }
  const named: Names = { ...last };
  delete named.__keywords;
  return { positional: values.slice(0, -1), named };
}

/** Keyword arguments for the call of a macro. */
export function keywords(named: Names): Names {
  return { ...named, __keywords: true };
}

function callable(macro: Macro, scope: Names): (...values: unknown[]) => unknown {
  return (...values) => {
    const context = contextOf(scope);
    run(macro.define, context);
    context.line = macro.line;
    const body = context.lookup(macro.name) as (...values: unknown[]) => unknown;
    try {
      checkArguments(macro, values);
      return String(body(...values));
    } catch (error) {
      if (error instanceof Returned) return error.value;
      throw at(macro.file, context.line, error);
    }
  };
}

function checkArguments({ name, parameters }: Macro, values: readonly unknown[]): void {
  const { positional, named } = splitArguments(values);
  const unknown = Object.keys(named).find((key) => key !== 'caller' && !parameters.includes(key));
  if (unknown === undefined && positional.length <= parameters.length) return;
  const what = unknown === undefined ? `${positional.length} arguments` : `argument ${unknown}`;
  throw new ModelError(`${name}(${parameters.join(', ')}) does not take ${what}`);
}

function contextOf(scope: Names): Context {
  const own = new Map<string, unknown>();
  return {
    line: 1,
    lookup: (name) => (own.has(name) ? own.get(name) : scope[name]),
    setVariable: (name, value) => void own.set(name, value),
    addExport: () => undefined,
    names: () => [...Object.keys(scope), ...own.keys()],
  };
}

function run(root: Root, context: Context): string {
  const frame = new nunjucksRuntime.Frame();
  frame.topLevel = true;
  let outcome: { error: unknown } | { text: string } | undefined;
  root(environment, context, frame, runtime, (error, text) => {
    outcome = error === null ? { text: text ?? '' } : { error };
  });
  if (outcome === undefined || 'error' in outcome) throw outcome?.error;
  return outcome.text;
}

const environment = new Environment([], { autoescape: false }).addFilter('truth', truth);

const runtime = {
  ...nunjucksRuntime,
  truth,
  memberLookup: member,
  and: (left: unknown, right: () => unknown) => (truth(left) ? right() : left),
  or: (left: unknown, right: () => unknown) => (truth(left) ? left : right()),
  assign: (target: Names, key: string, value: unknown) => void (target[key] = value),
  print,
  fromIterator(list: unknown) {
    if (list === undefined || list === null)
      throw new ModelError('the list to loop over is not set');
    return list;
  },
  callWrap(call: unknown, name: string, context: Context, values: unknown[]) {
    if (typeof call === 'function') return call.apply(context, values) as unknown;
    if (call !== undefined) throw new ModelError(`${name} is not a macro or function`);
    throw new ModelError(`there is no macro or function ${name}`, {
      suggestion: suggestNearest(name, context.names(), 'Packages of macros are not supported.'),
    });
  },
  handleError: (error: unknown) => error,
} satisfies Runtime & Names;

function print(value: unknown, name: string): string {
  if (value === undefined) throw new ModelError(`${name} is not defined`);
  if (value === null) throw new ModelError(`${name} is none, which cannot be printed`);
  if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) {
    throw new ModelError(`${name} is a list or a dictionary; print it with a filter such as join`);
  }
  return String(value);
}
