/*
 * A room is the files directly in a folder. Each room lists those that it may import from; all others
 * are closed to it, so that data flows one way and siblings do not know each other. `<folder>/**` stands
 * for all rooms below a folder. test/unit/layout.test.ts holds it.
 */

export type Rooms = Readonly<Record<string, readonly string[]>>;

const base = ['.'];
const engine = [...base, 'warehouse/engine'];

/** The rooms of `src`. */
export const rooms: Rooms = {
  '.': [],
  config: base,
  toast: [...base, 'config'],
  resources: [...base, 'toast'],

  'warehouse/engine': base,
  'warehouse/memory': engine,
  'warehouse/raw': [...engine, 'warehouse/storage'],
  'warehouse/state': [...engine, 'config', 'toast'],
  'warehouse/storage': engine,
  'warehouse/query': engine,
  warehouse: [...engine, 'warehouse/state', 'warehouse/storage'],

  'extract/plan': ['resources'],
  'extract/entities': base,
  'extract/discover': [...base, 'toast', 'resources', 'extract/entities'],
  'extract/fetch/privacy': [...base, 'config', 'resources', 'extract/entities'],
  'extract/fetch': [
    ...[...base, 'toast', 'resources', 'warehouse/raw'],
    ...['extract/plan', 'extract/entities', 'extract/fetch/privacy'],
  ],
  'extract/load': [
    ...[...engine, 'resources', 'warehouse/memory', 'warehouse/raw', 'warehouse/state'],
    ...['extract/plan', 'extract/entities'],
  ],
  'extract/report': [
    ...[...engine, 'resources', 'warehouse/raw', 'warehouse/state', 'warehouse'],
    ...['extract/plan', 'extract/discover'],
  ],
  extract: [
    ...[...engine, 'config', 'toast', 'resources', 'extract/**'],
    ...['warehouse', 'warehouse/memory', 'warehouse/raw', 'warehouse/state', 'warehouse/storage'],
  ],

  'transform/jinja': base,
  'transform/project': [...engine, 'transform/jinja'],
  'transform/compile': [...base, 'transform/jinja', 'transform/project'],
  'transform/graph': [...base, 'transform/project', 'warehouse/state'],
  'transform/stamps': [...engine, 'warehouse/query', 'warehouse/state', 'transform/project'],
  'transform/run/materialize': [...engine, 'transform/project', 'transform/compile'],
  'transform/run': [
    ...[...engine, 'warehouse', 'warehouse/memory', 'warehouse/state', 'warehouse/storage'],
    'transform/**',
  ],

  'publish/plan': base,
  'publish/source': [
    ...[...engine, 'warehouse', 'warehouse/query', 'warehouse/state'],
    ...['transform/project', 'transform/stamps', 'publish/plan'],
  ],
  publish: [...base, 'config', 'publish/plan', 'publish/source'],
  'publish/duckdb': [
    ...[...engine, 'warehouse', 'warehouse/storage'],
    ...['publish', 'publish/plan', 'publish/source'],
  ],
  'publish/store': [...base, 'config', 'toast'],
  'publish/parquet/manifest': [...base, 'publish/plan'],
  'publish/parquet/tables': [
    ...[...engine, 'publish', 'publish/plan', 'publish/source'],
    'publish/parquet/manifest',
  ],
  'publish/parquet': [
    ...[...engine, 'warehouse/state', 'publish', 'publish/plan', 'publish/source', 'publish/store'],
    'publish/parquet/**',
  ],
  'publish/lake/tables': [...engine, 'publish/plan', 'publish/source', 'publish/lake'],
  'publish/lake': [
    ...[...engine, 'config', 'warehouse/state', 'publish', 'publish/plan', 'publish/source'],
    'publish/lake/tables',
  ],
  'publish/ducklake': [
    ...[...engine, 'config', 'publish', 'publish/plan', 'publish/source', 'publish/lake'],
  ],
  'publish/motherduck': [...engine, 'config', 'publish', 'publish/lake'],
  'publish/run': [
    ...[...engine, 'config', 'warehouse', 'warehouse/memory', 'transform/project'],
    ...['publish', 'publish/**'],
  ],

  log: [
    ...[...base, 'toast', 'resources', 'extract/plan', 'extract/report', 'transform/run'],
    'publish',
  ],
  pipeline: [
    ...[...base, 'config', 'extract', 'extract/report', 'transform/project', 'transform/run'],
    ...['warehouse', 'warehouse/state', 'publish', 'publish/run'],
    ...['report/make', 'report/files'],
  ],

  doctor: [
    ...[...engine, 'config', 'toast', 'resources', 'extract', 'extract/discover', 'extract/report'],
    ...['transform/project', 'transform/run', 'warehouse', 'warehouse/state'],
    ...['publish', 'publish/run'],
  ],
  demo: [
    ...[...engine, 'config', 'extract', 'extract/report'],
    ...['warehouse', 'warehouse/state', 'report/make', 'report/files'],
  ],
  setup: [...base, 'config', 'resources', 'extract', 'extract/discover', 'warehouse'],
  'report/document': [],
  'report/format': ['report/document'],
  'report/page/view': ['report/document', 'report/format'],
  'report/page/charts': ['report/document', 'report/format', 'report/page/view'],
  'report/page/parts': [...base, 'report/document', 'report/format', 'report/page/view'],
  'report/page/sections': ['report/document', 'report/format', 'report/page/**'],
  'report/page': [...base, 'report/document', 'report/format', 'report/page/**'],
  'report/read': [...engine, 'report/document', 'extract/discover'],
  'report/make': [...engine, 'report/document', 'report/read', 'report/page'],
  'report/markdown': [...base, 'report/document', 'report/format'],
  'report/files': [...base, 'config'],

  mcp: [...engine, 'warehouse', 'warehouse/query', 'transform/project'],

  'cli/output/table': engine,
  'cli/output': [...engine, 'cli/output/table'],
  'cli/output/report': [
    ...[...base, 'resources', 'warehouse/state', 'extract/plan', 'extract/report'],
    ...['pipeline', 'publish', 'publish/run', 'setup', 'doctor', 'demo'],
    ...['cli/output', 'cli/output/table'],
  ],
  'cli/output/progress': [
    ...[...base, 'resources', 'extract/plan', 'extract/report', 'transform/run'],
    ...['cli/output', 'cli/output/table'],
  ],
  'cli/shell': [...engine, 'warehouse/query'],
  cli: [...engine, 'config', 'log', 'publish', 'warehouse', 'cli/output/**'],

  commands: ['**'],
  'commands/publish': ['**'],
  'commands/token': ['**'],
};

const values = ['world/contract', 'world/values'];
const served = ['common', 'http', 'world/contract'];

/** The rooms of `packages/simulator/src`. */
export const simulatorRooms: Rooms = {
  common: [],
  'world/contract': ['common'],
  'world/values': [],
  'world/restaurant': values,
  'world/orders/life': [...values, 'world/restaurant'],
  'world/orders/plan': [...values, 'world/restaurant', 'world/orders/life'],
  'world/orders/pricing': [...values, 'world/restaurant', 'world/orders/plan'],
  'world/orders/render': [
    ...[...values, 'world/restaurant'],
    ...['world/orders/life', 'world/orders/plan', 'world/orders/pricing'],
  ],
  'world/orders': [...values, 'common', 'world/restaurant', 'world/orders/life'],
  'world/labor': [...values, 'common', 'world/restaurant'],
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
  '.': ['**'],
};

/** Tells whether files of one room may import from another. Rooms that are not listed may import nothing. */
export function mayImport(table: Rooms, from: string, to: string): boolean {
  return from === to || (table[from] ?? []).some((allowed) => allows(allowed, to));
}

function allows(allowed: string, room: string): boolean {
  if (allowed === '**') return true;
  return allowed.endsWith('/**') ? room.startsWith(allowed.slice(0, -2)) : allowed === room;
}
