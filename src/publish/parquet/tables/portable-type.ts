/* What a type of the engine becomes where others cannot read it, or each reads it in another way. */
const replacements: Readonly<Record<string, string>> = {
  ...{ UTINYINT: 'SMALLINT', USMALLINT: 'INTEGER', UINTEGER: 'BIGINT', UBIGINT: 'DECIMAL(20,0)' },
  ...{ HUGEINT: 'DECIMAL(38,0)', UHUGEINT: 'DECIMAL(38,0)' },
  ...{ TIMESTAMP_S: 'TIMESTAMP', TIMESTAMP_MS: 'TIMESTAMP', TIMESTAMP_NS: 'TIMESTAMP' },
};

/* Every engine reads these from Parquet as what they are. */
const portable =
  /^(BOOLEAN|TINYINT|SMALLINT|INTEGER|BIGINT|FLOAT|DOUBLE|DECIMAL\(\d+,\s*\d+\)|VARCHAR|BLOB|DATE|TIMESTAMP|TIMESTAMPTZ|TIMESTAMP WITH TIME ZONE)$/;

/**
 * Returns the type that a column of a type of DuckDB has in Parquet, so that other engines read the same
 * values. Lists, structs and maps stay what they are; JSON, UUID, enums, times and intervals become text.
 */
export function portableType(type: string): string {
  const element = /^(.+)\[\d*\]$/s.exec(type)?.[1];
  if (element !== undefined) return `${portableType(element)}[]`;
  const [, kind, inner = ''] = /^(STRUCT|MAP)\((.*)\)$/s.exec(type) ?? [];
  if (kind === 'MAP') return `MAP(${splitList(inner).map(portableType).join(', ')})`;
  if (kind === 'STRUCT') return `STRUCT(${splitList(inner).map(portableField).join(', ')})`;
  return replacements[type] ?? (portable.test(type) ? type : 'VARCHAR');
}

function portableField(field: string): string {
  const [, name = '', type = ''] = /^("(?:[^"]|"")*"|\S+)\s+(.*)$/s.exec(field) ?? [];
  return `${name} ${portableType(type)}`;
}

/* Splits at the commas that are neither within brackets nor within quotes. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|[(),]/g)) {
    if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    else if (token === ',' && depth === 0) {
      parts.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...parts, text.slice(start).trim()];
}
