import { ModelError } from '../../errors.js';
import type { Budget } from './budget.js';
import { suggestNearest } from '../../nearest.js';
import {
  isDictionary,
  isText,
  isTruthy,
  Callable,
  numberOf,
  TemplateObject,
  textOf,
} from './values.js';

/* Operators never let JavaScript convert an object: dictionaries have no conversion to call. */

type Binary = (left: unknown, right: unknown, budget: Budget) => unknown;

/** The operators of two values, by the name of their node. */
export const binaryOperators: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ['Add', add],
  ['Concat', (a, b, budget) => concat(textOf(a, operand), textOf(b, operand), budget)],
  ['Sub', arithmetic((a, b) => a - b)],
  ['Mul', multiply],
  ['Div', arithmetic((a, b) => a / b)],
  ['FloorDiv', arithmetic((a, b) => Math.floor(a / b))],
  ['Mod', arithmetic((a, b) => a % b)],
  ['Pow', arithmetic((a, b) => a ** b)],
  ['In', isIn],
]);

const operand = 'an operand';

function arithmetic(compute: (a: number, b: number) => number): Binary {
  return (a, b) => compute(numberOf(a, operand), numberOf(b, operand));
}

function add(left: unknown, right: unknown, budget: Budget): unknown {
  if (Array.isArray(left) && Array.isArray(right)) {
    budget.reserveItems(left.length + right.length);
    return [...(left as unknown[]), ...(right as unknown[])];
  }
  if (isText(left) || isText(right)) {
    return concat(textOf(left, operand), textOf(right, operand), budget);
  }
  return numberOf(left, operand) + numberOf(right, operand);
}

function concat(left: string, right: string, budget: Budget): string {
  budget.reserveText(left.length + right.length);
  return left + right;
}

function multiply(left: unknown, right: unknown, budget: Budget): unknown {
  if (!isText(left)) return numberOf(left, operand) * numberOf(right, operand);
  const times = Math.max(0, Math.floor(numberOf(right, operand)));
  budget.reserveText(left.length * times);
  return left.repeat(left === '' ? 0 : times);
}

function isIn(item: unknown, container: unknown, budget: Budget): boolean {
  if (Array.isArray(container)) {
    spendSearch(item, container, budget);
    return container.includes(item);
  }
  if (isText(container)) {
    budget.reserveText(container.length);
    return container.includes(textOf(item, operand));
  }
  if (isDictionary(container)) return isText(item) && Object.hasOwn(container, item);
  throw new ModelError('in needs a list, a dictionary or a text to search');
}

/** Compares two values with the operator of a template. @throws ModelError when they have no order. */
export function compare(operator: string, left: unknown, right: unknown, budget: Budget): boolean {
  spendComparison(left, right, budget);
  if (operator === '==' || operator === '===') return areEqual(left, right);
  if (operator === '!=' || operator === '!==') return !areEqual(left, right);
  const [a, b] = [ordered(left), ordered(right)];
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}

/* Comparing long texts takes time that the steps of a template do not show. */
function spendComparison(left: unknown, right: unknown, budget: Budget): void {
  if (isText(left) && isText(right)) budget.spend(Math.min(left.length, right.length) / 100);
}

/** Counts the steps of searching a list for an item. @throws ModelError when there are too many. */
export function spendSearch(item: unknown, { length }: readonly unknown[], budget: Budget): void {
  budget.spend(length * (1 + (isText(item) ? item.length / 100 : 0)));
}

/* Lists and dictionaries are equal to themselves only. */
function areEqual(left: unknown, right: unknown): boolean {
  const [a, b] = [scalar(left), scalar(right)];
  if (a === b) return true;
  if (!isScalar(a) || !isScalar(b)) return false;
  /* As in nunjucks, 1 and '1' are equal. */
  return String(a) === String(b);
}

type Test = (value: unknown, values: readonly unknown[], budget: Budget) => boolean;

const compares =
  (operator: string): Test =>
  (value, [other], budget) =>
    compare(operator, value, other, budget);

const tests: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['callable', (value) => value instanceof Callable],
  ['defined', (value) => value !== undefined],
  ['undefined', (value) => value === undefined],
  ['none', (value) => value === null],
  ['true', (value) => value === true],
  ['false', (value) => value === false],
  ['truthy', isTruthy],
  ['falsy', (value) => !isTruthy(value)],
  ['boolean', (value) => typeof value === 'boolean'],
  ['number', (value) => typeof value === 'number'],
  ['integer', Number.isInteger],
  ['string', isText],
  ['mapping', isDictionary],
  ['sequence', (value) => Array.isArray(value) || isText(value)],
  ['iterable', (value) => Array.isArray(value) || isText(value) || isDictionary(value)],
  ['divisibleby', (value, [by]) => numberOf(value, operand) % numberOf(by, operand) === 0],
  ['even', (value) => numberOf(value, operand) % 2 === 0],
  ['odd', (value) => Math.abs(numberOf(value, operand) % 2) === 1],
  ['lower', (value) => textOf(value, operand) === textOf(value, operand).toLowerCase()],
  ['upper', (value) => textOf(value, operand) === textOf(value, operand).toUpperCase()],
  ['in', (value, [container], budget) => isIn(value, container, budget)],
  ['sameas', (value, [other]) => value === other],
  ['eq', compares('==')],
  ['ne', compares('!=')],
  ['lt', compares('<')],
  ['le', compares('<=')],
  ['gt', compares('>')],
  ['ge', compares('>=')],
]);

const aliases = new Map([
  ['null', 'none'],
  ['equalto', 'eq'],
  ['lessthan', 'lt'],
  ['greaterthan', 'gt'],
]);

/** Finds the test that `x is name` names. @throws ModelError if there is none. */
export function findTest(name: string): Test {
  const test = tests.get(aliases.get(name) ?? name);
  if (test !== undefined) return test;
  throw new ModelError(`test not found: ${name}`, {
    suggestion: suggestNearest(
      name,
      tests.keys(),
      `The tests are ${[...tests.keys()].join(', ')}.`,
    ),
  });
}

function scalar(value: unknown): unknown {
  if (value instanceof TemplateObject) return value.toString();
  return typeof value === 'boolean' ? Number(value) : value;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** Returns a value that has an order. @throws ModelError. */
export function ordered(value: unknown): string | number {
  return isText(value) ? value : numberOf(value, 'one of the compared values');
}
