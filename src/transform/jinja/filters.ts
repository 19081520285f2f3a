import { ModelError } from '../../errors.js';
import { suggestNearest } from '../../nearest.js';
import type { Budget } from './budget.js';
import { findTest, ordered } from './operators.js';
import { joinTexts, lookupData, replaceText } from './python.js';
import {
  isDictionary,
  isText,
  isTruthy,
  listOf,
  numberOf,
  splitArguments,
  textOf,
  toJson,
} from './values.js';

/** Applies a filter to a value, with the values of the call after it. */
type Filter = (value: unknown, values: readonly unknown[], budget: Budget) => unknown;

const filtered = 'the filtered value';
const argument = 'an argument of the filter';

const text = (value: unknown) => textOf(value, filtered);
const list = (value: unknown) => (isText(value) ? [...value] : listOf(value, filtered));
const size = (value: unknown) => (isDictionary(value) ? Object.keys(value) : list(value)).length;
const integer = (value: unknown) => Math.floor(numberOf(value, argument));

/* Jinja's names of the parameters come first, so that they can be given by name. */
const table: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['abs', define([], (value) => Math.abs(numberOf(value, filtered)))],
  ['attr', define(['name'], (value, [name]) => lookupData(value, name))],
  ['batch', define(['linecount', 'fill_with'], batch)],
  ['capitalize', define([], (value) => capitalize(text(value)))],
  ['default', define(['default_value', 'boolean'], otherwise)],
  ['dictsort', define([], (value, _, budget) => sort(entriesOf(value), 0, budget))],
  ['first', define([], (value) => list(value).at(0))],
  ['float', define(['default'], (value, [other = 0]) => parsed(Number.parseFloat, value, other))],
  ['groupby', define(['attribute'], groupBy)],
  ['indent', define(['width', 'first'], indent)],
  ['int', define(['default'], (value, [other = 0]) => parsed(Number.parseInt, value, other))],
  ['items', define([], entriesOf)],
  ['join', define(['d', 'attribute'], join)],
  ['last', define([], (value) => list(value).at(-1))],
  ['length', define([], size)],
  ['list', define([], (value) => (isDictionary(value) ? Object.keys(value) : [...list(value)]))],
  ['lower', define([], (value) => text(value).toLowerCase())],
  ['map', map],
  ['max', define(['attribute'], (value, [name], budget) => sort(list(value), name, budget).at(-1))],
  ['min', define(['attribute'], (value, [name], budget) => sort(list(value), name, budget).at(0))],
  ['reject', select(false, false)],
  ['rejectattr', select(false, true)],
  ['replace', define(['old', 'new'], replace)],
  ['reverse', define([], reverse)],
  ['round', define(['precision', 'method'], round)],
  ['safe', define([], text)],
  ['select', select(true, false)],
  ['selectattr', select(true, true)],
  ['sort', define(['reverse', 'case_sensitive', 'attribute'], sortFilter)],
  ['string', define([], text)],
  ['sum', define(['attribute', 'start'], sum)],
  ['title', define([], (value) => text(value).split(' ').map(capitalize).join(' '))],
  ['tojson', define([], (value, _, budget) => toJson(value, budget))],
  ['trim', define([], (value) => text(value).trim())],
  ['truncate', define(['length', 'killwords', 'end'], truncate)],
  ['unique', define([], (value) => [...new Set(list(value))])],
  ['upper', define([], (value) => text(value).toUpperCase())],
]);

const aliases = new Map([
  ['d', 'default'],
  ['count', 'length'],
]);

/** Finds the filter that `x | name` names. @throws ModelError if there is none. */
export function findFilter(name: string): Filter {
  const filter = table.get(aliases.get(name) ?? name);
  if (filter === undefined) {
    throw new ModelError(`filter not found: ${name}`, {
      suggestion: suggestNearest(
        name,
        table.keys(),
        `The filters are ${[...table.keys()].join(', ')}.`,
      ),
    });
  }
  return (value, values, budget) => {
    if (isText(value)) budget.reserveText(value.length);
    if (Array.isArray(value)) budget.reserveItems(value.length);
    return filter(value, values, budget);
  };
}

/* Makes a filter whose arguments can be given by name. */
function define(parameters: readonly string[], apply: Filter): Filter {
  return (value, values, budget) => {
    const { positional, named } = splitArguments(values);
    const unknown = Object.keys(named).find((name) => !parameters.includes(name));
    if (unknown !== undefined || positional.length > parameters.length) {
      const what = unknown === undefined ? `${positional.length} arguments` : `argument ${unknown}`;
      throw new ModelError(`the filter does not take ${what}`);
    }
    return apply(
      value,
      parameters.map((name, i) => (i < positional.length ? positional[i] : named[name])),
      budget,
    );
  };
}

function otherwise(value: unknown, [other = '', boolean]: readonly unknown[]): unknown {
  return value === undefined || (isTruthy(boolean) && !isTruthy(value)) ? other : value;
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

function parsed(parse: (text: string) => number, value: unknown, other: unknown): unknown {
  const number = typeof value === 'number' ? Math.trunc(value) : parse(isText(value) ? value : '');
  if (parse === Number.parseFloat && typeof value === 'number') return value;
  return Number.isNaN(number) ? other : number;
}

function entriesOf(value: unknown): [string, unknown][] {
  if (isDictionary(value)) return Object.entries(value);
  throw new ModelError('the filtered value is not a dictionary');
}

const attributeOf = (item: unknown, name: unknown) =>
  name === undefined || name === null ? item : lookupPath(item, name);

/* As in Jinja, `a.b` names the member b of the member a. */
function lookupPath(item: unknown, name: unknown): unknown {
  if (!isText(name)) return lookupData(item, name);
  return name.split('.').reduce<unknown>((value, part) => lookupData(value, part), item);
}

function batch(value: unknown, [count, fill]: readonly unknown[], budget: Budget): unknown {
  const width = Math.max(1, integer(count));
  const items = list(value);
  const batches: unknown[][] = [];
  for (let i = 0; i < items.length; i += width) batches.push(items.slice(i, i + width));
  const last = batches.at(-1);
  if (last === undefined || fill === undefined || fill === null) return batches;
  budget.reserveItems(width);
  while (last.length < width) last.push(fill);
  return batches;
}

function groupBy(
  value: unknown,
  [name]: readonly unknown[],
  budget: Budget,
): [unknown, unknown[]][] {
  const groups = new Map<unknown, unknown[]>();
  for (const item of sort(list(value), name, budget)) {
    const key = attributeOf(item, name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups];
}

function indent(value: unknown, [width = 4, first]: readonly unknown[], budget: Budget): string {
  const lines = text(value).split('\n');
  const columns = Math.max(0, integer(width));
  budget.reserveText(columns * lines.length);
  const space = ' '.repeat(columns);
  return lines.map((line, i) => (i === 0 && !isTruthy(first) ? line : space + line)).join('\n');
}

function join(value: unknown, [by = '', name]: readonly unknown[], budget: Budget): string {
  const items = list(value).map((item) => attributeOf(item, name));
  return joinTexts(items, textOf(by, argument), budget);
}

function map(value: unknown, values: readonly unknown[], budget: Budget): unknown[] {
  const { positional, named } = splitArguments(values);
  if (Object.hasOwn(named, 'attribute')) {
    return list(value).map((item) => attributeOf(item, named.attribute) ?? named.default);
  }
  const [name, ...rest] = positional;
  const filter = findFilter(textOf(name, argument));
  return list(value).map((item) => filter(item, rest, budget));
}

function select(keep: boolean, byAttribute: boolean): Filter {
  return (value, values, budget) => {
    const { positional } = splitArguments(values);
    const [attribute, given] = byAttribute
      ? [positional[0], positional.slice(1)]
      : [undefined, positional];
    const [name = 'truthy', ...rest] = given;
    const test = findTest(textOf(name, argument));
    return list(value).filter((item) => test(attributeOf(item, attribute), rest, budget) === keep);
  };
}

function replace(value: unknown, [from, to]: readonly unknown[], budget: Budget): string {
  return replaceText(text(value), textOf(from, argument), textOf(to, argument), budget);
}

function reverse(value: unknown): unknown {
  return isText(value) ? [...value].reverse().join('') : [...list(value)].reverse();
}

function round(value: unknown, [precision = 0, method]: readonly unknown[]): number {
  const factor = 10 ** integer(precision);
  const scaled = numberOf(value, filtered) * factor;
  if (method === 'ceil') return Math.ceil(scaled) / factor;
  return (method === 'floor' ? Math.floor(scaled) : Math.round(scaled)) / factor;
}

/* Counts the characters of the keys, since long texts take long to compare. */
function sort<T>(items: readonly T[], name: unknown, budget: Budget, fold = false): T[] {
  const key = (item: T) => {
    const value = ordered(attributeOf(item, name));
    if (isText(value)) budget.reserveText(value.length);
    return fold && isText(value) ? value.toLowerCase() : value;
  };
  const keyed = items.map((item) => ({ item, key: key(item) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ item }) => item);
}

function sortFilter(
  value: unknown,
  [reversed, exact, name]: readonly unknown[],
  budget: Budget,
): unknown[] {
  const sorted = sort(list(value), name, budget, !isTruthy(exact));
  return isTruthy(reversed) ? sorted.reverse() : sorted;
}

function sum(value: unknown, [name, start = 0]: readonly unknown[]): number {
  return list(value).reduce<number>(
    (total, item) => total + numberOf(attributeOf(item, name), 'an item of the list'),
    numberOf(start, argument),
  );
}

function truncate(value: unknown, [length = 255, kill, end = '...']: readonly unknown[]): string {
  const whole = text(value);
  const most = integer(length);
  if (whole.length <= most) return whole;
  const cut = whole.slice(0, most);
  const space = cut.lastIndexOf(' ');
  return (isTruthy(kill) || space < 0 ? cut : cut.slice(0, space)) + textOf(end, argument);
}
