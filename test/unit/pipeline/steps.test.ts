import { expect, it } from 'vitest';
import { ConfigurationError, UsageError } from '../../../src/errors.js';
import type { Configuration } from '../../../src/config/configuration.js';
import { chooseSteps, configuredSteps, stepsBefore } from '../../../src/pipeline/steps.js';

it.each([
  [{}, ['extract', 'transform', 'test', 'publish', 'report']],
  [{ skip: ['test'] }, ['extract', 'transform', 'publish', 'report']],
  [{ skip: ['publish', 'report'] }, ['extract', 'transform', 'test']],
  [{ only: ['test', 'extract'] }, ['extract', 'test']],
  [{ only: ['extract', 'test'], skip: ['test'] }, ['extract']],
])('%j leaves the steps %j, in the order of a run', (choice, steps) => {
  expect(chooseSteps(choice)).toEqual(steps);
});

it('the progress of a step is over when a later one begins, and not before', () => {
  expect(stepsBefore('extract')).toEqual([]);
  expect(stepsBefore('test')).toEqual(['extract', 'transform']);
});

it('a step that does not exist is refused with the nearest name', () => {
  expect(() => chooseSteps({ skip: ['tests'] })).toThrow(
    new UsageError('There is no step tests.', { suggestion: 'Did you mean test?' }),
  );
});

it('a run without a step is refused', () => {
  expect(() => chooseSteps({ only: ['test'], skip: ['test'] })).toThrow('No step is left to run.');
});

const bare = { publish: {} } as Configuration;
const reporting = { publish: {}, report: { folder: 'report' } } as Configuration;
const publishing = { publish: { analysts: { to: 'sales.duckdb' } } } as unknown as Configuration;

it('a report is a step of a run if the configuration names its folder', () => {
  expect(configuredSteps(['test', 'report'], reporting)).toEqual(['test', 'report']);
  expect(configuredSteps(['test', 'report'], bare)).toEqual(['test']);
});

it('publishing is a step of a run if the configuration names a target', () => {
  expect(configuredSteps(['test', 'publish'], publishing)).toEqual(['test', 'publish']);
  expect(configuredSteps(['test', 'publish'], bare)).toEqual(['test']);
});

it('a target that does not say what it is is refused before the run, unless nothing is published', () => {
  const unclear = { publish: { analysts: { to: 'ftp://share' } } } as unknown as Configuration;
  expect(() => configuredSteps(['extract', 'publish'], unclear)).toThrow(
    'publish.analysts.to is invalid. Publishing to ftp: is not supported.',
  );
  expect(configuredSteps(['extract'], unclear)).toEqual(['extract']);
});

it.each([
  ['was asked for', ['test', 'report'] as const, ['report', 'test']],
  ['is the only one left', ['report'] as const, undefined],
])('a report that %s and is not configured is refused', (_, steps, only) => {
  const refused = () => configuredSteps(steps, bare, only);
  expect(refused).toThrow(ConfigurationError);
  expect(refused).toThrow('The configuration does not say how to do the step report.');
});
