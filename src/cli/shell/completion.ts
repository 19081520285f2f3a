const keywords = [
  ...['select', 'from', 'where', 'group by all', 'order by', 'limit', 'join', 'left join', 'using'],
  ...['with', 'having', 'distinct', 'between', 'is not null', 'sum', 'count', 'avg', 'round'],
];

/**
 * Returns what can follow the last word of a line, and that word, as the line editor takes it: keywords, and
 * the names of tables and columns.
 */
export function complete(line: string, names: readonly string[]): [string[], string] {
  const word = /[\w.]*$/.exec(line)?.[0] ?? '';
  if (word === '') return [[], word];
  const lower = word.toLowerCase();
  const found = [...keywords, ...names].filter((name) => name.toLowerCase().startsWith(lower));
  return [[...new Set(found)].sort(), word];
}
