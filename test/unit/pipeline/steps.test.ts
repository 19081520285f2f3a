import { expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { chooseSteps } from '../../../src/pipeline/steps.js';

it.each([
  [{}, ['extract', 'transform', 'test', 'publish']],
  [{ skip: ['test'] }, ['extract', 'transform', 'publish']],
  [{ skip: ['publish'] }, ['extract', 'transform', 'test']],
  [{ only: ['test', 'extract'] }, ['extract', 'test']],
  [{ only: ['extract', 'test'], skip: ['test'] }, ['extract']],
])('%j leaves the steps %j, in the order of a run', (choice, steps) => {
  expect(chooseSteps(choice)).toEqual(steps);
});

it('a step that does not exist is refused with the nearest name', () => {
  expect(() => chooseSteps({ skip: ['tests'] })).toThrow(
    new UsageError('There is no step tests.', { suggestion: 'Did you mean test?' }),
  );
});

it('a run without a step is refused', () => {
  expect(() => chooseSteps({ only: ['test'], skip: ['test'] })).toThrow('No step is left to run.');
});
