import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bundledPackages,
  isAllowed,
  type Lock,
  productionPackages,
} from '../../scripts/licenses.js';

const lock = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'),
) as Lock;

describe('the packages that are installed with this one', () => {
  it('have licenses that are allowed', () => {
    const refused = productionPackages(lock).filter(({ license }) => !isAllowed(license));
    expect(refused).toEqual([]);
  });

  it('include bundled and platform-specific ones, but not those of the development', () => {
    const names = productionPackages(lock).map(({ id }) => id.replace(/@[^@]*$/, ''));
    expect(names).toEqual(
      expect.arrayContaining(['fernet', 'crypto-js', 'packages/simulator', 'zod']),
    );
    const engines = names.filter((name) => name.startsWith('@duckdb/node-bindings-'));
    expect(engines.length).toBeGreaterThan(3);
    expect(names).not.toContain('vitest');
  });
});

describe('the packages in a bundle', () => {
  it('are those of its sources, each once, with the license of the version that it took', () => {
    const sources = [
      'src/report/page/render-page.tsx',
      'node_modules/echarts/lib/core/echarts.js',
      'node_modules/echarts/core.js',
      'node_modules/echarts/node_modules/tslib/tslib.es6.js',
      'node_modules/@types/node/index.js',
    ];
    const found = bundledPackages(lock, sources);
    expect(found).toEqual([
      expect.objectContaining({ folder: 'node_modules/@types/node', license: 'MIT' }),
      expect.objectContaining({ folder: 'node_modules/echarts', license: 'Apache-2.0' }),
      expect.objectContaining({
        ...{ folder: 'node_modules/echarts/node_modules/tslib', license: '0BSD' },
        id: expect.stringMatching(/^tslib@/),
      }),
    ]);
  });

  it('must be in the lock', () => {
    expect(() => bundledPackages(lock, ['node_modules/unknown/index.js'])).toThrow(
      'package-lock.json has no node_modules/unknown.',
    );
  });
});

describe('a license', () => {
  it.each(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND BSD-3-Clause', '(MIT OR CC0-1.0)'])(
    'is allowed: %s',
    (license) => expect(isAllowed(license)).toBe(true),
  );

  it.each([
    'GPL-3.0-only',
    'AGPL-3.0-or-later',
    'MIT AND GPL-2.0-only',
    'BUSL-1.1',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE.txt',
    'none',
    '',
  ])('is not allowed: "%s"', (license) => expect(isAllowed(license)).toBe(false));

  it('is required of every package', () => {
    const packages = {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.0.0', license: 'GPL-3.0-only' },
      'node_modules/a/node_modules/@b/c': { version: '2.0.0' },
      'node_modules/d': { version: '3.0.0', license: 'GPL-3.0-only', dev: true },
      'node_modules/e': { link: true },
    };
    expect(productionPackages({ packages })).toEqual([
      { id: 'a@1.0.0', license: 'GPL-3.0-only' },
      { id: '@b/c@2.0.0', license: 'none' },
    ]);
  });
});
