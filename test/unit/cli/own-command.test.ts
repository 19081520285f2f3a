import { delimiter } from 'node:path';
import { expect, it } from 'vitest';
import { ownCommand, quoted } from '../../../src/cli/own-command.js';

const path = ['/usr/bin', '/usr/local/bin', '/home/me/shop/node_modules/.bin'].join(delimiter);

it.each([
  ['/usr/local/bin/toast', 'toast'],
  ['/home/me/shop/node_modules/.bin/toast', 'npx toast'],
  ['/home/me/.npm/_npx/1f/node_modules/.bin/toast', 'npx toast-warehouse'],
  ['/home/me/shop/bin/run.js', 'node bin/run.js'],
  ['/home/me/my clone/bin/run.js', "node '../my clone/bin/run.js'"],
])('%s is called as %s', (program, command) => {
  expect(ownCommand({ program, cwd: '/home/me/shop', path })).toBe(command);
});

it('a local installation is called through npx in its own folders, and by name elsewhere', () => {
  const program = '/home/me/shop/node_modules/.bin/toast';
  expect(ownCommand({ program, cwd: '/home/me/shop/data', path })).toBe('npx toast');
  expect(ownCommand({ program, cwd: '/home/me/other', path })).toBe('toast');
});

it('a word with spaces or quotes is put between quotes', () => {
  expect(quoted('a/b.duckdb')).toBe('a/b.duckdb');
  expect(quoted("it's here")).toBe(`'it'\\''s here'`);
});
