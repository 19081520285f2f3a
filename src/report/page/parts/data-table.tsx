import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  readonly title: string;
  /** Numbers are aligned to the right. */
  readonly kind?: 'number' | 'chart';
  /**
   * Where the cell goes in a table that a narrow screen folds: at the end of the first line, on a line of its
   * own, or (by default) with the rest, after its title if that is needed to understand it.
   */
  readonly folded?: 'lead' | 'line' | 'titled';
  /** Names the row, for a screen reader. */
  readonly isHeader?: boolean;
  cell(row: Row): ComponentChildren;
  /** In the last row of the table. */
  total?(row: Row): ComponentChildren;
}

interface TableProps<Row> {
  /** Names the table. */
  readonly caption: ComponentChildren;
  /** For those who listen only: where a heading right above says the same. */
  readonly hidesCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly totals?: readonly Row[];
  /** Lets the script sort it. */
  readonly sortable?: boolean;
  /** What a narrow screen does with it: by default it fits. */
  readonly narrow?: 'scrolls' | 'folds';
  readonly class?: string;
}

/** Shows rows as a table with a caption and headers for rows and columns. */
export function DataTable<Row>(props: TableProps<Row>) {
  const { columns, rows, totals = [], narrow } = props;
  const names = [props.class, props.sortable === true && 'sortable', narrow].filter(Boolean);
  const row = (cell: (column: Column<Row>) => ComponentChildren) => (
    <tr>
      {columns.map((column) =>
        column.isHeader === true ? (
          <th scope="row">{cell(column)}</th>
        ) : (
          <td class={classOf(column, narrow)} data-title={titleOf(column, narrow)}>
            {cell(column)}
          </td>
        ),
      )}
    </tr>
  );
  const table = (
    <table class={names.length > 0 ? names.join(' ') : undefined}>
      <caption class={props.hidesCaption === true ? 'hidden' : undefined}>
        <span>{props.caption}</span>
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={classOf(column)}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{rows.map((each) => row((column) => column.cell(each)))}</tbody>
      {totals.length > 0 && (
        <tfoot>{totals.map((each) => row((column) => column.total?.(each)))}</tfoot>
      )}
    </table>
  );
  return narrow === 'scrolls' ? <Scrolling>{table}</Scrolling> : table;
}

/** Lets a table that is wider than the screen be scrolled, with the keyboard too. */
export function Scrolling({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="scrolling" tabIndex={0} role="group" aria-label="Table, scrolls sideways">
      {children}
    </div>
  );
}

type Narrow = TableProps<unknown>['narrow'];

function classOf<Row>({ kind, folded }: Column<Row>, narrow?: Narrow): string | undefined {
  const names = [kind, narrow === 'folds' && folded !== 'titled' && folded].filter(Boolean);
  return names.length > 0 ? names.join(' ') : undefined;
}

function titleOf<Row>({ folded, title }: Column<Row>, narrow?: Narrow): string | undefined {
  return narrow === 'folds' && folded === 'titled' ? title : undefined;
}
