/**
 * Tells if a text of SQL is one PIVOT. The engine makes two statements of a PIVOT without IN: the
 * creation of a temporary type for the pivoted values, and the query.
 */
export function isPivot(sql: string): boolean {
  return /\bpivot(?:_wider)?\b/i.test(sql) && !/;\s*\S/.test(sql.replace(/--[^\n]*/g, ''));
}
