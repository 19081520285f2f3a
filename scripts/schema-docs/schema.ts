/** A section of docs/schema.md with related tables. */
export interface Area {
  readonly title: string;
  readonly tables: readonly Table[];
}

export interface Table {
  /** Name of its model. */
  readonly name: string;
  /** Name with its schema: `toast.orders`. */
  readonly label: string;
  readonly description: string;
  /** Columns that identify a row. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  readonly parents: readonly Parent[];
  /** Resources whose payloads its columns come from. */
  readonly resources: readonly string[];
}

export interface Column {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
  readonly description: string;
  /** Fields of payloads, as `orders:checks[].amount`. */
  readonly origins: readonly string[];
}

/** A table that a column refers to. */
export interface Parent {
  readonly table: string;
  readonly column: string;
  /** The parent may be missing, because Toast no longer lists it. */
  readonly optional: boolean;
}

/* Titles of the folders below models/core, in the order of the page. */
const titles = new Map([
  ['restaurants', 'Restaurants'],
  ['orders', 'Orders'],
  ['labor', 'Labor'],
  ['cash', 'Cash'],
  ['configuration', 'Configuration'],
  ['menus', 'Published menus'],
  ['equipment', 'Stock and devices'],
  ['history', 'History'],
  ['marts', 'Marts'],
]);

/** Groups tables, each with the file of its model, into areas. @throws on a folder without a title. */
export function toAreas(tables: readonly { file: string; table: Table }[]): Area[] {
  const folders = tables.map(({ file }) => folderOf(file));
  const unknown = folders.find((folder) => !titles.has(folder));
  if (unknown !== undefined) throw new Error(`The folder models/core/${unknown} has no title.`);
  return [...titles]
    .map(([folder, title]) => ({
      title,
      tables: tables.filter((_, i) => folders[i] === folder).map(({ table }) => table),
    }))
    .filter((area) => area.tables.length > 0);
}

function folderOf(file: string): string {
  const [, layer = '', ...rest] = file.split('/');
  if (layer !== 'core') return layer;
  return rest.length > 1 ? (rest[0] ?? '') : 'restaurants';
}
