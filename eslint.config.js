import { join } from 'node:path';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/*
 * Data flows one way: a file may import from its own layer or a layer above it in this list.
 * Layers on one line do not know each other.
 */
const layers = [
  ['errors.ts', 'config'],
  ['toast'],
  ['resources'],
  ['warehouse'],
  ['extract'],
  ['transform'],
  ['cli'],
  ['commands'],
];

const zones = layers.slice(0, -1).flatMap((layer, depth) =>
  layer.map((target) => ({
    target: `./src/${target}`,
    from: layers.slice(depth + 1).flatMap((below) => below.map((name) => `./src/${name}`)),
    message: 'Data flows one way: import only from this layer or one above it.',
  })),
);

/*
 * The rooms of the simulator, each with those that it may import from. A room is the files directly
 * in a folder of packages/simulator/src; those in src itself may import from all.
 */
const values = ['world/contract', 'world/values'];
const served = ['common', 'http', 'world/contract'];
const simulatorRooms = {
  common: [],
  'world/contract': ['common'],
  'world/values': [],
  'world/restaurant': values,
  'world/orders/life': [...values, 'world/restaurant'],
  'world/orders/plan': [...values, 'world/restaurant', 'world/orders/life'],
  'world/orders/pricing': [...values, 'world/restaurant', 'world/orders/plan'],
  'world/orders/render': [
    ...values,
    'world/restaurant',
    'world/orders/life',
    'world/orders/plan',
    'world/orders/pricing',
  ],
  'world/orders': [...values, 'common', 'world/restaurant', 'world/orders/life'],
  'world/labor': [...values, 'world/restaurant'],
  'world/cash': [...values, 'world/restaurant'],
  'world/settings': [...values, 'world/restaurant'],
  'world/menus': [...values, 'world/restaurant', 'world/settings'],
  'world/equipment': [...values, 'world/restaurant', 'world/settings', 'world/menus'],
  'world/truth': values,
  world: ['common', 'world/**'],
  http: ['common', 'world/contract'],
  'http/access': ['common', 'http'],
  'endpoints/parameters': served,
  endpoints: [...served, 'http/access', 'endpoints/parameters'],
  faults: [...served, 'http/access', 'endpoints', 'endpoints/parameters', 'world/values'],
  control: [...served, 'endpoints', 'faults'],
  server: [...served, 'http/access', 'endpoints', 'faults', 'control'],
};
const filesIn = (room) => join('./packages/simulator/src', room, '*.ts');
const allows = (allowed, room) =>
  allowed === room || (allowed.endsWith('/**') && room.startsWith(allowed.slice(0, -2)));
const simulatorZones = Object.entries(simulatorRooms).map(([room, mayImport]) => ({
  target: filesIn(room),
  from: ['.', ...Object.keys(simulatorRooms)]
    .filter((other) => other !== room && !mayImport.some((allowed) => allows(allowed, other)))
    .map(filesIn),
  message: `packages/simulator/src/${room} imports only from: ${mayImport.join(', ') || 'itself'}.`,
}));

const duckdbOnlyInWarehouse = {
  group: ['@duckdb/*'],
  message: 'Only src/warehouse/engine imports the DuckDB binding.',
};

/* What plans and compiles is pure: it gets text and rows, and touches neither disk nor network. */
const pure = [
  'src/extract/plan/**/*.ts',
  'src/transform/compile/**/*.ts',
  'src/transform/graph/**/*.ts',
];

export default tseslint.config(
  { ignores: ['dist/', 'packages/*/dist/', 'coverage/', 'node_modules/', 'target/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,js}'],
    plugins: { 'import-x': importX },
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [duckdbOnlyInWarehouse] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'import-x/no-cycle': 'off',
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
    },
  },
  {
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['packages/simulator/src/**/*.ts'],
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })],
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: simulatorZones },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })],
    },
    rules: { 'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }] },
  },
  {
    files: ['src/warehouse/engine/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: pure,
    rules: {},
  },
  {
    files: pure,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [duckdbOnlyInWarehouse, { group: ['node:*'], message: 'This file is pure.' }] },
      ],
    },
  },
  {
    files: ['bench/**', 'test/**', 'packages/*/test/**', 'bin/**'],
    rules: { 'no-console': 'off', 'max-lines': 'off' },
  },
  prettier,
);
