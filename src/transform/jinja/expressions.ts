import { ModelError } from '../../errors.js';
import { suggestNearest } from '../../nearest.js';
import type { Budget } from './budget.js';
import { findFilter } from './filters.js';
import type { Node } from './internals.js';
import { binaryOperators, compare, findTest } from './operators.js';
import { lookupMember } from './python.js';
import type { Scope } from './scope.js';
import { describe, nameOf } from './signature.js';
import {
  checkName,
  dictionary,
  isText,
  isTruthy,
  KeywordArguments,
  Callable,
  numberOf,
  type Dictionary,
} from './values.js';

/** The variables and functions that every template can use. */
export type Globals = Map<string, unknown>;

/** Evaluates the expressions of a template. */
export abstract class Expressions {
  /** The line (from 1) that has been reached, for errors. */
  line = 1;

  constructor(
    protected readonly globals: Globals,
    protected readonly budget: Budget,
  ) {}

  /** Makes a macro or a call block; `scope` is what it can read besides its parameters. */
  abstract macro(node: Node, scope: Scope): Callable;

  /** Returns the text that nodes write. */
  protected abstract capture(body: Node, scope: Scope): string;

  evaluate(node: Node | null | undefined, scope: Scope): unknown {
    this.budget.spend();
    if (!node) throw new ModelError('an expression is missing');
    const value = (child: Node) => this.evaluate(child, scope);
    switch (node.typename) {
      case 'Literal':
        if (typeof node.value !== 'object' || node.value === null) return node.value;
        throw new ModelError('regular expressions are not supported');
      case 'Symbol':
        return this.#variable(String(node.value), scope);
      case 'Group':
        return node.children.length === 1 ? value(node.children[0]!) : node.children.map(value);
      case 'Array':
        return node.children.map(value);
      case 'Dict':
        return this.#dictionary(node, scope);
      case 'KeywordArgs':
        return new KeywordArguments(this.#dictionary(node, scope));
      case 'LookupVal':
        return lookupMember(value(node.target), value(node.val), this.budget);
      case 'FunCall':
        return this.#call(node, scope);
      case 'Filter':
        return this.#filter(node, scope);
      case 'Is':
        return this.#test(node, scope);
      case 'Caller':
        return this.macro(node, scope);
      case 'Capture':
        return this.capture(node.body, scope);
      case 'InlineIf':
        if (isTruthy(value(node.cond))) return value(node.body);
        return node.else_ === null ? '' : value(node.else_);
      case 'And': {
        const left = value(node.left);
        return isTruthy(left) ? value(node.right) : left;
      }
      case 'Or': {
        const left = value(node.left);
        return isTruthy(left) ? left : value(node.right);
      }
      case 'Not':
        return !isTruthy(value(node.target));
      case 'Neg':
        return -numberOf(value(node.target), describe(node.target));
      case 'Pos':
        return numberOf(value(node.target), describe(node.target));
      case 'Compare':
        return this.#compare(node, scope);
      default: {
        const operator = binaryOperators.get(node.typename);
        if (operator) return operator(value(node.left), value(node.right), this.budget);
        throw new ModelError(`${node.typename.toLowerCase()} is not supported in an expression`);
      }
    }
  }

  #variable(name: string, scope: Scope): unknown {
    return scope.has(name) ? scope.lookup(name) : this.globals.get(name);
  }

  #dictionary(node: Node, scope: Scope): Dictionary {
    const entries = node.children.map(({ key, value }): [string, unknown] => {
      const isName = key.typename === 'Symbol' || key.typename === 'Literal';
      if (!isName || !isText(key.value)) throw new ModelError('a key must be a string or a name');
      checkName(key.value);
      return [key.value, this.evaluate(value as Node, scope)];
    });
    return dictionary(entries);
  }

  #compare(node: Node, scope: Scope): boolean {
    let left = this.evaluate(node.expr, scope);
    for (const { type, expr } of node.ops) {
      const right = this.evaluate(expr, scope);
      if (!compare(type, left, right, this.budget)) return false;
      left = right;
    }
    return true;
  }

  #call(node: Node, scope: Scope): unknown {
    this.line = node.lineno + 1;
    const callee = this.evaluate(node.name, scope);
    const values = node.args.children.map((child) => this.evaluate(child, scope));
    const name = describe(node.name);
    if (callee instanceof Callable) return callee.call(values, this.budget);
    if (callee !== undefined) throw new ModelError(`${name} is not a macro or function`);
    throw new ModelError(`there is no macro or function ${name}`, {
      suggestion: suggestNearest(
        name,
        [...this.globals.keys(), ...scope.names()],
        'Packages of macros are not supported.',
      ),
    });
  }

  #filter({ name, args }: Node, scope: Scope): unknown {
    const filter = findFilter(nameOf(name));
    const [value, ...values] = args.children.map((child) => this.evaluate(child, scope));
    return filter(value, values, this.budget);
  }

  #test({ left, right }: Node, scope: Scope): boolean {
    const called = right.typename === 'FunCall';
    const name = String((called ? right.name : right).value);
    const test = findTest(name);
    const values = called ? right.args.children.map((child) => this.evaluate(child, scope)) : [];
    return test(this.evaluate(left, scope), values, this.budget);
  }
}
