import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { rooms, simulatorRooms, zonesOf } from './scripts/rooms.js';

const bindingOnlyInEngine = {
  group: ['@duckdb/*'],
  message: 'Only src/warehouse/engine imports the DuckDB binding.',
};

const simulatorOnlyInCommands = {
  group: ['toast-simulator'],
  message: 'Only commands, the demo, tests and benchmarks start the simulator.',
};

/* The simulator stands in for Toast, so it shares no code with the client that is tested with it. */
const onlyOwnCode = {
  regex: '^(toast-warehouse|(\\.\\./)+src/|(\\.\\./)+dist/)',
  message: 'The simulator shares no code with the toolkit.',
};

/* Planning and compiling are pure: they take text and rows, and touch neither disk nor network. */
const pure = {
  group: ['node:*', '**/warehouse/engine/**', '**/warehouse/warehouse.js'],
  message: 'This folder is pure: no Node built-ins, no engine.',
};

const restrictImports = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns: [bindingOnlyInEngine, ...patterns] }],
});

const restrictPaths = (folder, table) => ({
  'import-x/no-restricted-paths': [
    'error',
    { basePath: import.meta.dirname, zones: zonesOf(folder, table) },
  ],
});

export default tseslint.config(
  { ignores: ['dist/', 'packages/*/dist/', 'coverage/', 'node_modules/', 'target/', '**/.venv/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,js}'],
    plugins: { 'import-x': importX },
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' },
    },
    settings: {
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })],
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
    },
  },
  {
    files: ['{src,packages/*/src}/**/*.ts'],
    /* Finds circles of values; test/unit/layout.test.ts finds those of types, which it ignores. */
    rules: { 'import-x/no-cycle': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      ...restrictPaths('src', rooms),
      ...restrictImports(simulatorOnlyInCommands),
    },
  },
  { files: ['src/{commands,demo}/**/*.ts'], rules: restrictImports() },
  {
    files: ['src/warehouse/engine/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [simulatorOnlyInCommands] }] },
  },
  {
    files: ['src/{extract/plan,transform/compile,transform/graph}/**/*.ts'],
    rules: restrictImports(simulatorOnlyInCommands, pure),
  },
  {
    files: ['packages/simulator/src/**/*.ts'],
    rules: {
      ...restrictPaths('packages/simulator/src', simulatorRooms),
      ...restrictImports(onlyOwnCode),
    },
  },
  {
    files: ['bench/**', 'test/**', 'packages/*/test/**', 'bin/**'],
    rules: { 'no-console': 'off' },
  },
);
