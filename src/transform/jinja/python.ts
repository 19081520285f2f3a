import { ModelError } from '../../errors.js';
import type { Budget } from './budget.js';
import { spendSearch } from './operators.js';
import {
  Callable,
  checkName,
  isDictionary,
  isText,
  listOf,
  Namespace,
  numberOf,
  TemplateObject,
  textOf,
  type Dictionary,
} from './values.js';

/**
 * Looks up a member of a value as Python does: `list.append`, `dictionary.items`, `text.upper`. Lists,
 * dictionaries and texts have the methods below; dictionaries, namespaces and template objects have
 * their own data. Nothing else has members, so no function of JavaScript can be reached.
 * @throws ModelError on a name that `checkName` refuses.
 */
export function lookupMember(value: unknown, key: unknown, budget: Budget): unknown {
  checkName(key);
  if (typeof key === 'number') {
    if (Array.isArray(value) || isText(value)) return value.at(key) as unknown;
  }
  if (!isText(key) && typeof key !== 'number') return undefined;
  const name = String(key);
  if (Array.isArray(value)) return bind(listMethods, value, name, budget);
  if (isText(value)) return bind(textMethods, value, name, budget);
  if (isDictionary(value) && !Object.hasOwn(value, name)) {
    return bind(dictionaryMethods, value, name, budget);
  }
  return readData(value, name);
}

/** Reads a member that is data, as the filters that take an attribute do: no methods. */
export function lookupData(value: unknown, key: unknown): unknown {
  checkName(key);
  if (typeof key === 'number' && Array.isArray(value)) return value.at(key) as unknown;
  return isText(key) || typeof key === 'number' ? readData(value, String(key)) : undefined;
}

function readData(value: unknown, name: string): unknown {
  if (value instanceof Namespace) return value.attributes.get(name);
  if (isDictionary(value)) return Object.hasOwn(value, name) ? value[name] : undefined;
  if (!(value instanceof TemplateObject) || !Object.hasOwn(value, name)) return undefined;
  const own = (value as unknown as Record<string, unknown>)[name];
  return typeof own === 'function' ? undefined : own;
}

/* They count their work in the budget of the template that looked them up. */
type Method<T> = (self: T, values: readonly unknown[], budget: Budget) => unknown;

function methods<T>(table: Readonly<Record<string, Method<T>>>): ReadonlyMap<string, Method<T>> {
  return new Map(Object.entries(table));
}

const listMethods = methods<unknown[]>({
  append: (self, [value], budget) => {
    budget.reserveItems(1);
    self.push(value);
    return null;
  },
  extend: (self, [values], budget) => {
    const added = [...listOf(values, 'the argument of extend()')];
    budget.reserveItems(self.length + added.length);
    for (const value of added) self.push(value);
    return null;
  },
  insert: (self, [at, value], budget) => {
    budget.reserveItems(self.length + 1);
    self.splice(numberOf(at, 'the argument of insert()'), 0, value);
    return null;
  },
  pop: (self, [at = -1], budget) => {
    budget.spend(self.length);
    return self.splice(numberOf(at, 'the argument of pop()'), 1)[0];
  },
  index: (self, [value], budget) => {
    spendSearch(value, self, budget);
    return self.indexOf(value);
  },
  count: (self, [value], budget) => {
    spendSearch(value, self, budget);
    return self.filter((item) => item === value).length;
  },
});

const dictionaryMethods = methods<Dictionary>({
  items: (self, _, budget) => withItems(Object.entries(self), budget),
  keys: (self, _, budget) => withItems(Object.keys(self), budget),
  values: (self, _, budget) => withItems(Object.values(self), budget),
  get: (self, [name, otherwise = null]) => {
    checkName(name);
    const key = textOf(name, 'the argument of get()');
    return Object.hasOwn(self, key) ? self[key] : otherwise;
  },
  update: (self, [other], budget) => {
    if (!isDictionary(other)) throw new ModelError('the argument of update() is not a dictionary');
    for (const [key, value] of withItems(Object.entries(other), budget)) self[key] = value;
    return null;
  },
});

const textMethods = methods<string>({
  upper: (self, _, budget) => withText(self, budget).toUpperCase(),
  lower: (self, _, budget) => withText(self, budget).toLowerCase(),
  strip: (self, _, budget) => withText(self, budget).trim(),
  replace: (self, [from, to], budget) =>
    replaceText(self, argument(from, 'replace'), argument(to, 'replace'), budget),
  split: (self, [by], budget) =>
    withItems(
      by === undefined
        ? withText(self, budget).trim().split(/\s+/)
        : withText(self, budget).split(argument(by, 'split')),
      budget,
    ),
  join: (self, [parts], budget) => joinTexts(listOf(parts, 'the argument of join()'), self, budget),
  startswith: (self, [text], budget) =>
    withText(self, budget).startsWith(argument(text, 'startswith')),
  endswith: (self, [text], budget) => withText(self, budget).endsWith(argument(text, 'endswith')),
});

function argument(value: unknown, method: string): string {
  return textOf(value, `the argument of ${method}()`);
}

function withText(text: string, budget: Budget): string {
  budget.reserveText(text.length);
  return text;
}

function withItems<T>(items: readonly T[], budget: Budget): readonly T[] {
  budget.reserveItems(items.length);
  return items;
}

/** Joins the texts of a list. @throws ModelError when one cannot be printed or there is too much. */
export function joinTexts(parts: readonly unknown[], separator: string, budget: Budget): string {
  budget.spend(parts.length);
  const texts = parts.map((part) => textOf(part, 'an item of the list'));
  const length = texts.reduce((sum, text) => sum + text.length + separator.length, 0);
  budget.reserveText(length);
  return texts.join(separator);
}

/** Replaces each occurrence of a text by another. @throws ModelError when the result is too long. */
export function replaceText(text: string, from: string, to: string, budget: Budget): string {
  budget.reserveText(text.length);
  const parts = text.split(from);
  budget.reserveText(text.length + parts.length * to.length);
  return from === '' ? `${to}${parts.join(to)}${to}` : parts.join(to);
}

function bind<T>(
  table: ReadonlyMap<string, Method<T>>,
  self: T,
  name: string,
  budget: Budget,
): unknown {
  const method = table.get(name);
  return method && new Callable((values) => method(self, values, budget));
}
