import { ModelError } from '../../errors.js';
import { Expressions } from './expressions.js';
import type { Node } from './internals.js';
import { CapturedOutput, type Output } from './line-map.js';
import { Scope } from './scope.js';
import { bindArguments, describe, nameOf, parametersOf } from './signature.js';
import {
  Callable,
  checkName,
  dictionary,
  isDictionary,
  isText,
  isTruthy,
  listOf,
  MacroReturn,
  Namespace,
  textOf,
  type Dictionary,
} from './values.js';

/**
 * Runs the nodes of a template. No code is generated from a template, so it can do only what is written
 * here: read its variables, call the functions among them and use the operators, methods and filters of
 * the dialect. It behaves as Jinja where nunjucks, whose parser is used, does not: an empty list is
 * false, `('a', 'b')` is a list, and `{% set namespace.x = … %}` works.
 */
export class Interpreter extends Expressions {
  execute(node: Node, scope: Scope, output: Output): void {
    this.budget.spend();
    if (statements.has(node.typename)) this.line = node.lineno + 1;
    switch (node.typename) {
      case 'Root':
      case 'NodeList':
        for (const child of node.children) this.execute(child, scope, output);
        break;
      case 'Output':
        for (const child of node.children) this.#print(child, scope, output, node.lineno + 1);
        break;
      case 'If': {
        const branch = isTruthy(this.evaluate(node.cond, scope)) ? node.body : node.else_;
        if (branch !== null) this.execute(branch, scope, output);
        break;
      }
      case 'For':
        this.#loop(node, scope, output);
        break;
      case 'Set':
        this.#assign(node, scope);
        break;
      case 'Macro':
        scope.define(nameOf(node.name), this.macro(node, scope.top));
        break;
      default:
        throw new ModelError(`the tag ${node.typename.toLowerCase()} is not supported`);
    }
  }

  override macro(node: Node, scope: Scope): Callable {
    const parameters = parametersOf(node);
    const name = nameOf(node.name);
    const body = (given: ReadonlyMap<string, unknown>) => {
      const own = new Scope(scope, true);
      if (given.has('caller')) own.define('caller', given.get('caller'));
      for (const { name: parameter, fallback } of parameters) {
        const isGiven = given.has(parameter) || fallback === undefined;
        own.define(parameter, isGiven ? given.get(parameter) : this.evaluate(fallback, own));
      }
      return this.capture(node.body, own);
    };
    return new Callable((values, budget) => {
      const given = bindArguments(name, parameters, values);
      try {
        return budget.nest(() => body(given));
      } catch (error) {
        /* return() in a call block ends the macro around it. */
        if (!(error instanceof MacroReturn) || node.typename === 'Caller') throw error;
        return error.value;
      }
    });
  }

  protected override capture(body: Node, scope: Scope): string {
    const output = new CapturedOutput();
    this.execute(body, scope, output);
    return output.toString();
  }

  #print(node: Node, scope: Scope, output: Output, line: number): void {
    if (node.typename === 'TemplateData') {
      this.budget.reserveText(String(node.value).length);
      if (node.value !== '') output.literal(node);
      return;
    }
    const text = textOf(this.evaluate(node, scope), describe(node));
    this.budget.reserveText(text.length);
    output.value(text, line);
  }

  #loop({ name, arr, body, else_ }: Node, scope: Scope, output: Output): void {
    const names = (name.typename === 'Array' ? name.children : [name]).map(nameOf);
    const items = itemsOf(this.evaluate(arr, scope), names.length, describe(arr));
    this.budget.reserveItems(items.length);
    const own = new Scope(scope);
    for (const [i, item] of items.entries()) {
      const parts = names.length === 1 ? [item] : listOf(item, `an item of ${describe(arr)}`);
      for (const [k, part] of names.entries()) own.define(part, parts[k]);
      own.define('loop', loopState(i, items.length));
      this.execute(body, own, output);
    }
    if (items.length === 0 && else_ !== null) this.execute(else_, own, output);
  }

  #assign(node: Node, scope: Scope): void {
    const value =
      node.value === null
        ? this.capture((node.body as Node & { body: Node }).body, scope)
        : this.evaluate(node.value as Node, scope);
    const { targets } = node;
    if (targets.length === 1) return this.#assignOne(targets[0]!, value, scope);
    const values = listOf(value, 'a value that is assigned to several variables');
    if (values.length !== targets.length) {
      throw new ModelError(`${values.length} values are assigned to ${targets.length} variables`);
    }
    for (const [i, target] of targets.entries()) this.#assignOne(target, values[i], scope);
  }

  #assignOne(target: Node, value: unknown, scope: Scope): void {
    if (target.typename !== 'LookupVal') return scope.assign(nameOf(target), value);
    const key = target.val.typename === 'Literal' ? target.val.value : undefined;
    const owner =
      target.target.typename === 'Symbol' ? this.evaluate(target.target, scope) : undefined;
    checkName(key);
    if (owner instanceof Namespace && isText(key)) {
      owner.attributes.set(key, value);
      return;
    }
    throw new ModelError(`${describe(target)} cannot be set: only variables can`, {
      suggestion:
        'Change a dictionary with {% do d.update({"key": value}) %}, or create a namespace: {% set ns = namespace(key=value) %}.',
    });
  }
}

const statements = new Set(['Output', 'If', 'For', 'Set']);

function itemsOf(value: unknown, names: number, name: string): readonly unknown[] {
  if (value === undefined || value === null || value === false) return [];
  if (Array.isArray(value)) return [...(value as unknown[])];
  if (isText(value)) return [...value];
  if (isDictionary(value)) return names === 1 ? Object.keys(value) : Object.entries(value);
  throw new ModelError(`${name} is not a list`);
}

function loopState(i: number, length: number): Dictionary {
  return dictionary(
    Object.entries({
      index: i + 1,
      index0: i,
      revindex: length - i,
      revindex0: length - i - 1,
      first: i === 0,
      last: i === length - 1,
      length,
    }),
  );
}
