import { ModelError } from '../../errors.js';
import { Budget } from './budget.js';
import type { Globals } from './expressions.js';
import { Interpreter } from './interpreter.js';
import { MappedOutput, type Rendered } from './line-map.js';
import { locateError } from './locate-error.js';
import { Scope } from './scope.js';
import type { Macro, Template } from './template.js';
import { KeywordArguments, MacroReturn, Callable, type Dictionary } from './values.js';

export type { Globals } from './expressions.js';

/** Renders a template with these globals. @throws ModelError with file and line. */
export function render({ file, source, root }: Template, globals: Globals): Rendered {
  const interpreter = new Interpreter(globals, new Budget());
  const output = new MappedOutput(source);
  try {
    interpreter.execute(root, new Scope(), output);
    return output.rendered();
  } catch (error) {
    const reason =
      error instanceof MacroReturn ? new ModelError('return() works in macros only') : error;
    throw locateError(file, interpreter.line, reason);
  }
}

/**
 * Adds macros to the globals, as functions. Macros run with the same globals, so they can also use
 * what is added later.
 */
export function addMacros(globals: Globals, macros: Iterable<Macro>): void {
  for (const macro of macros) globals.set(macro.name, callable(macro, globals));
}

/** Calls a macro of the globals with keyword arguments. @throws ModelError with file and line. */
export function callMacro(macro: Callable, named: Readonly<Dictionary>): unknown {
  return macro.call([new KeywordArguments(named)], new Budget());
}

function callable(macro: Macro, globals: Globals): Callable {
  const { file, line } = macro;
  return new Callable((values, budget) => {
    const interpreter = new Interpreter(globals, budget);
    interpreter.line = line;
    try {
      return interpreter.macro(macro.node, new Scope()).call(values, budget);
    } catch (error) {
      throw locateError(file, interpreter.line, error);
    }
  });
}
