/** The short name of a type of DuckDB's. */
export function typeName(type: string): string {
  return type.replaceAll('TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ');
}
