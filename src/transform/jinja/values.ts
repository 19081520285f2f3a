import { ModelError } from '../../errors.js';
import type { Budget } from './budget.js';

/** A dictionary of a template: an object without a prototype, so that it has its own entries only. */
export type Dictionary = Record<string, unknown>;

/**
 * An object that templates can print and read, such as a relation. Templates see its own properties,
 * unless they are functions, and cannot change them. All other objects are opaque to them.
 */
export abstract class TemplateObject {
  /** Returns the text that a template prints. */
  abstract toString(): string;
}

/** What a template can call. It counts its work in the budget of the template that calls it. */
export class Callable {
  constructor(readonly call: (values: readonly unknown[], budget: Budget) => unknown) {}
}

/** Carries the value of `return(value)` out of a macro; it is thrown to end the macro. */
export class MacroReturn {
  constructor(readonly value: unknown) {}
}

/** Jinja's namespace: the only value whose attributes a template can set. */
export class Namespace {
  readonly attributes: Map<string, unknown>;

  constructor(attributes: Readonly<Dictionary>) {
    this.attributes = new Map(Object.entries(attributes));
  }
}

/** The keyword arguments of a call; always the last of its values. */
export class KeywordArguments {
  constructor(readonly named: Readonly<Dictionary>) {}
}

/** Splits the values of a call into positional and keyword arguments. */
export function splitArguments(values: readonly unknown[]): {
  positional: readonly unknown[];
  named: Readonly<Dictionary>;
} {
  const last = values.at(-1);
  if (!(last instanceof KeywordArguments)) return { positional: values, named: dictionary() };
  return { positional: values.slice(0, -1), named: last.named };
}

/** Makes a dictionary. */
export function dictionary(entries: Iterable<readonly [string, unknown]> = []): Dictionary {
  const result = Object.create(null) as Dictionary;
  for (const [key, value] of entries) result[key] = value;
  return result;
}

export function isDictionary(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}

const reservedNames: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Checks the name of a member, a key or an attribute. Values have no prototype that these names could
 * reach; they are refused so that no value that leaves a template has them either.
 * @throws ModelError if JavaScript gives the name a meaning.
 */
export function checkName(name: unknown): void {
  if (!reservedNames.has(name)) return;
  throw new ModelError(`${String(name)} cannot be used in a template`, {
    suggestion: 'Use another name. Templates see data only, not the objects that hold it.',
  });
}

/** Tells if Python counts a value as true: it is not empty, zero or none. */
export function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isDictionary(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Returns the text that a template prints for a value. `name` is for errors. @throws ModelError. */
export function textOf(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof TemplateObject) return value.toString();
  if (value === undefined) throw new ModelError(`${name} is not defined`);
  if (value === null) throw new ModelError(`${name} is none, which cannot be printed`);
  if (Array.isArray(value) || isDictionary(value)) {
    throw new ModelError(`${name} is a list or a dictionary; print it with a filter such as join`);
  }
  throw new ModelError(`${name} is a macro, a function or a namespace, which cannot be printed`);
}

/** Returns a value that must be a list. @throws ModelError. */
export function listOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new ModelError(`${name} is not a list`);
}

/** Returns a value that must be a number. @throws ModelError. */
export function numberOf(value: unknown, name: string): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  throw new ModelError(`${name} is not a number`);
}

/**
 * Copies data into or out of a template: lists, dictionaries, texts, numbers and template objects. A
 * template can then neither change the project's data nor pass anything else on.
 * @throws ModelError on anything else, or on more than the budget allows.
 */
export function copyData(data: unknown, budget: Budget): unknown {
  budget.spend();
  if (Array.isArray(data)) return data.map((item) => copyData(item, budget));
  if (data instanceof Callable || data instanceof Namespace || typeof data === 'function') {
    throw new ModelError('a macro, a function or a namespace is not data');
  }
  if (typeof data !== 'object' || data === null || data instanceof TemplateObject) return data;
  return dictionary(Object.entries(data).map(([key, item]) => [key, copyData(item, budget)]));
}

/** Returns a value as JSON, as Python writes it. @throws ModelError when it is not data. */
export function toJson(value: unknown, budget: Budget): string {
  budget.spend();
  if (isText(value)) budget.reserveText(value.length);
  if (Array.isArray(value)) return `[${value.map((item) => toJson(item, budget)).join(', ')}]`;
  if (value === null || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (!isDictionary(value)) return JSON.stringify(textOf(value, 'the value'));
  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${toJson(item, budget)}`,
  );
  return `{${entries.join(', ')}}`;
}
