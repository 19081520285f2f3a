/** Shortens the name of a DuckDB type. */
export function typeName(type: string): string {
  return type.replaceAll('TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ');
}
