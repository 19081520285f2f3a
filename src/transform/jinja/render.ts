import { ModelError } from '../../errors.js';
import { suggestNearest } from '../../nearest.js';
import { Environment, runtime as nunjucksRuntime, type Runtime } from './internals.js';
import { readMarks, type Rendered } from './line-map.js';
import { locateError } from './locate-error.js';
import { isTruthy, lookupMember } from './python.js';
import type { Macro, Script, ScriptContext, Template } from './template.js';

/** The variables and functions that a template can use. */
export type Globals = Record<string, unknown>;

/** Renders a template with these globals. @throws ModelError with file and line. */
export function render({ file, script }: Template, globals: Globals): Rendered {
  const context = createContext(globals);
  try {
    return readMarks(run(script, context));
  } catch (error) {
    throw locateError(file, context.line, error);
  }
}

/**
 * Adds macros to the globals, as functions. Macros run with the same globals, so they can also use
 * what is added later.
 */
export function addMacros(globals: Globals, macros: Iterable<Macro>): void {
  for (const macro of macros) globals[macro.name] = callable(macro, globals);
}

/** Carries the value of `return(value)` out of a macro; it is thrown to end the macro. */
export class MacroReturn {
  constructor(readonly value: unknown) {}
}

/** Splits the arguments of a call into positional and keyword arguments. */
export function splitArguments(values: readonly unknown[]): {
  positional: unknown[];
  named: Record<string, unknown>;
} {
  const last = values.at(-1);
  if (typeof last !== 'object' || last === null || !Object.hasOwn(last, '__keywords')) {
    return { positional: [...values], named: {} };
  }
  const named: Record<string, unknown> = { ...last };
  delete named.__keywords;
  return { positional: values.slice(0, -1), named };
}

/** Makes the keyword arguments for a call of a macro. */
export function keywordArguments(named: Record<string, unknown>): Record<string, unknown> {
  return { ...named, __keywords: true };
}

function callable(macro: Macro, globals: Globals): (...values: unknown[]) => unknown {
  return (...values) => {
    const context = createContext(globals);
    run(macro.define, context);
    context.line = macro.line;
    const body = context.lookup(macro.name) as (...values: unknown[]) => unknown;
    try {
      checkArguments(macro, values);
      return String(body(...values));
    } catch (error) {
      if (error instanceof MacroReturn) return error.value;
      throw locateError(macro.file, context.line, error);
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

function createContext(globals: Globals): ScriptContext {
  const own = new Map<string, unknown>();
  return {
    line: 1,
    lookup: (name) => (own.has(name) ? own.get(name) : globals[name]),
    setVariable: (name, value) => void own.set(name, value),
    addExport: () => undefined,
    names: () => [...Object.keys(globals), ...own.keys()],
  };
}

function run(script: Script, context: ScriptContext): string {
  const frame = new nunjucksRuntime.Frame();
  frame.topLevel = true;
  let outcome: { error: unknown } | { text: string } | undefined;
  script(environment, context, frame, runtime, (error, text) => {
    outcome = error === null ? { text: text ?? '' } : { error };
  });
  if (outcome === undefined || 'error' in outcome) throw outcome?.error;
  return outcome.text;
}

const environment = new Environment([], { autoescape: false }).addFilter('isTruthy', isTruthy);

const runtime = {
  ...nunjucksRuntime,
  isTruthy,
  memberLookup: lookupMember,
  and: (left: unknown, right: () => unknown) => (isTruthy(left) ? right() : left),
  or: (left: unknown, right: () => unknown) => (isTruthy(left) ? left : right()),
  assign: (target: Record<string, unknown>, key: string, value: unknown) =>
    void (target[key] = value),
  print,
  fromIterator(list: unknown) {
    if (list === undefined || list === null)
      throw new ModelError('the list to loop over is not defined');
    return list;
  },
  callWrap(call: unknown, name: string, context: ScriptContext, values: unknown[]) {
    if (typeof call === 'function') return call.apply(context, values) as unknown;
    if (call !== undefined) throw new ModelError(`${name} is not a macro or function`);
    throw new ModelError(`there is no macro or function ${name}`, {
      suggestion: suggestNearest(name, context.names(), 'Packages of macros are not supported.'),
    });
  },
  handleError: (error: unknown) => error,
} satisfies Runtime & Record<string, unknown>;

function print(value: unknown, name: string): string {
  if (value === undefined) throw new ModelError(`${name} is not defined`);
  if (value === null) throw new ModelError(`${name} is none, which cannot be printed`);
  if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) {
    throw new ModelError(`${name} is a list or a dictionary; print it with a filter such as join`);
  }
  return String(value);
}
