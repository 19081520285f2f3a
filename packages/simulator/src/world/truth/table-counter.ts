import type { Json } from '../contract/json.js';
import { readData } from '../values/read-data.js';
import { Ledger, tenThousandths } from './ledger.js';

/** Locates the rows of a table in payloads, and lists the properties to sum. */
interface TableRule {
  /** The kind of payload that is a row, or holds rows in its property `at`. */
  readonly source?: string;
  /** The tables whose rows hold rows of this one in their property `at`. */
  readonly in?: string | readonly string[];
  readonly at?: string;
  /** Column → path of the property; `deleted` counts rows, `depth` is the level of nesting. */
  readonly sums?: Readonly<Record<string, string>>;
}

interface Table {
  readonly name: string;
  readonly at: string | undefined;
  readonly sums: readonly (readonly [column: string, path: readonly string[]])[];
  readonly within: Table[];
}

const RULES = readData<Readonly<Record<string, TableRule>>>('truth-tables');

const TABLES = new Map(
  Object.entries(RULES).map(([name, { at, sums = {} }]): [string, Table] => {
    const paths = Object.entries(sums).map(([column, path]) => [column, path.split('.')] as const);
    return [name, { name, at, sums: paths, within: [] }];
  }),
);
const BY_SOURCE = new Map<string, Table[]>();
for (const [name, table] of TABLES) {
  const { source, in: parents = [] } = RULES[name] as TableRule;
  if (source) BY_SOURCE.set(source, [...(BY_SOURCE.get(source) ?? []), table]);
  for (const parent of [parents].flat()) TABLES.get(parent)?.within.push(table);
}

/** The table whose rows are counted by depth as well. */
const MODIFIERS = 'orders_check_selection_modifier';

/**
 * Counts the rows that payloads put into every table and adds up their columns, by the rules of
 * `data/truth-tables.json`.
 */
export class TableCounter {
  readonly ledger = new Ledger(
    [...TABLES.values()].map(({ name, sums }) => [name, sums.map(([column]) => column)]),
  );
  /** Rows of modifiers by depth; 1 is directly below a selection. */
  readonly modifiersByDepth = new Map<number, number>();

  /** Counts payloads of one kind with all rows within them. */
  add(source: string, ...payloads: readonly Json[]): void {
    for (const table of BY_SOURCE.get(source) ?? []) {
      for (const payload of payloads) {
        const rows = table.at === undefined ? [payload] : elements(payload[table.at]);
        for (const row of rows) this.#row(table, row, 1, false);
      }
    }
  }

  #row(table: Table, row: Json, depth: number, parentDeleted: boolean): void {
    const { name, sums, within } = table;
    const deleted = parentDeleted || row.deleted === true;
    this.ledger.row(name);
    if (name === MODIFIERS) {
      this.modifiersByDepth.set(depth, (this.modifiersByDepth.get(depth) ?? 0) + 1);
    }
    for (const [column, path] of sums) {
      if (column === 'deleted') this.ledger.add(name, column, deleted ? 1 : 0);
      else
        this.ledger.add(name, column, tenThousandths(column === 'depth' ? depth : at(row, path)));
    }
    for (const inner of within) {
      for (const below of elements(row[inner.at ?? ''])) {
        this.#row(inner, below, inner === table ? depth + 1 : 1, deleted);
      }
    }
  }
}

function at(row: Json, path: readonly string[]): unknown {
  return path.reduce((value: unknown, key) => (value as Json | null | undefined)?.[key], row);
}

/** Lists the entries of an array or of an object's properties; neither null nor missing ones. */
function elements(value: unknown): readonly Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const list = (Array.isArray(value) ? value : Object.values(value)) as readonly (Json | null)[];
  return list.filter((each) => each !== null);
}
