import type { Parameters } from '../../warehouse/engine/connection.js';
import { columnsOfTable, tableParameters } from '../../warehouse/query/columns-of-table.js';

/** What a line that begins with a dot asks for. */
export type DotCommand =
  | {
      readonly type: 'query';
      readonly sql: string;
      readonly parameters: Parameters;
      /** Columns of prose, which may have several lines. */
      readonly prose?: readonly string[];
    }
  | { readonly type: 'format'; readonly format: ShellFormat }
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'exit' };

export const shellFormats = ['table', 'vertical', 'csv', 'json', 'markdown'] as const;

export type ShellFormat = (typeof shellFormats)[number];

const help = `End a query with ; and press Enter. Tables need no schema.
.tables [text]   tables and views whose name contains the text
.describe table  its columns, with their descriptions
.format name     ${shellFormats.join(', ')}
.exit            or Ctrl-D`;

/* In which a query looks for a table without a schema. */
const schemas = "['toast_marts', 'toast', 'toast_history']";

const tables = `
  select table_schema as "schema", table_name as name
  from information_schema.tables
  where table_name ilike '%' || $text || '%' and table_name <> 'token'
  order by
    list_position(${schemas}, table_schema) nulls last,
    table_schema, table_name`;

/* Of the table that a query of this name reads; without the schema, descriptions fit beside the types. */
const columns = `
  select name, type, description
  from (
    select
      schema_name, column_index, column_name as name, data_type as type, comment as description
    ${columnsOfTable}
  )
  qualify schema_name = first_value(schema_name) over (
    order by list_position(${schemas}, schema_name) nulls last, schema_name
  )
  order by column_index`;

/** Parses a line that begins with a dot, as DuckDB's command line has them. */
export function dotCommand(line: string): DotCommand {
  const [name = '', argument = ''] = line.trim().replace(/;$/, '').split(/\s+/);
  switch (name) {
    case '.tables':
      return { type: 'query', sql: tables, parameters: { text: argument } };
    case '.describe':
    case '.schema': {
      if (argument === '') return { type: 'say', text: 'Name a table: .describe sales_daily' };
      const parameters = tableParameters(argument);
      return { type: 'query', sql: columns, parameters, prose: ['description'] };
    }
    case '.format':
    case '.mode': {
      const format = shellFormats.find((each) => each === argument);
      if (format !== undefined) return { type: 'format', format };
      return { type: 'say', text: `The formats are ${shellFormats.join(', ')}.` };
    }
    case '.exit':
    case '.quit':
      return { type: 'exit' };
    case '.help':
      return { type: 'say', text: help };
    default:
      return { type: 'say', text: `There is no ${name}. .help lists what there is.` };
  }
}
