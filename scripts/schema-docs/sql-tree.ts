/*
 * The result of DuckDB's json_serialize_sql, as far as it is needed to trace columns.
 */

export interface QueryNode {
  readonly type: string;
  readonly cte_map?: { readonly map?: readonly CommonTable[] };
  readonly select_list?: readonly Expression[];
  readonly from_table?: TableRef;
  readonly where_clause?: Expression | null;
  /** Set operations and recursive common table expressions only. */
  readonly left?: QueryNode;
  readonly right?: QueryNode;
  readonly children?: readonly QueryNode[];
  readonly setop_type?: string;
  readonly cte_name?: string;
}

export interface CommonTable {
  readonly key: string;
  readonly value: { readonly query: { readonly node: QueryNode } };
}

export interface TableRef {
  readonly type: string;
  readonly alias?: string;
  readonly schema_name?: string;
  readonly table_name?: string;
  readonly left?: TableRef;
  readonly right?: TableRef;
  readonly subquery?: { readonly node: QueryNode };
  readonly function?: Expression;
  readonly column_name_alias?: readonly string[];
}

export interface Expression {
  readonly class: string;
  readonly type: string;
  readonly alias?: string;
  readonly column_names?: readonly string[];
  readonly children?: readonly Expression[];
  readonly child?: Expression;
  readonly left?: Expression;
  readonly right?: Expression;
  readonly lhs?: Expression;
  readonly expr?: Expression;
  readonly function_name?: string;
  readonly value?: { readonly value?: unknown };
  readonly case_checks?: readonly { readonly then_expr: Expression }[];
  readonly else_expr?: Expression;
  /** `*` only. */
  readonly relation_name?: string;
  readonly exclude_list?: readonly unknown[];
  readonly replace_list?: readonly { readonly key: string; readonly value: Expression }[];
}
