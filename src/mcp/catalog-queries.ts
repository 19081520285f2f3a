import { columnsOfTable } from '../warehouse/query/columns-of-table.js';

/* Queries of what the database contains. Staging tables exist only while models are built. */

/** Tables and views with their descriptions, modelled ones first; `$search` is part of a name or description. */
export const listTables = `
  with relations as (
    select schema_name, table_name as name, comment from duckdb_tables() where not internal
    union all
    select schema_name, view_name, comment from duckdb_views() where not internal
  )
  select schema_name as "schema", name, comment as description
  from relations
  where name <> 'token'
    and (
      $search = ''
      or name ilike '%' || $search || '%'
      or comment ilike '%' || $search || '%'
    )
    and ($schema = '' or schema_name = $schema)
  order by
    list_position(
      ['toast_marts', 'toast', 'toast_history', 'toast_intermediate', 'toast_meta'], schema_name
    ) nulls last,
    schema_name,
    name`;

/** Columns of the tables and views named `$name`, in order, with their descriptions. */
export const describeTable = `
  select
    schema_name as "schema",
    table_name as "table",
    column_name as name,
    data_type as type,
    comment as description
  ${columnsOfTable}`;

/** How up to date each restaurant is. */
export const freshness = `
  select
    restaurant_id,
    restaurant_name,
    time_zone,
    currency_code,
    current_business_date,
    last_complete_business_date,
    last_extracted_at,
    is_active
  from toast_marts.dim_restaurant
  order by restaurant_name, restaurant_id`;
