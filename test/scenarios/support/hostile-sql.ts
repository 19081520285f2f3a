import fc from 'fast-check';
import type { ClosedPlace } from '../../support/closed-place.js';

const { constantFrom: one, tuple } = fc;

type Parts = Record<'value' | 'call' | 'source' | 'query' | 'statement', string>;

const dangerous = [
  ...['query', 'query_table', 'enable_logging', 'enable_profiling', 'json_serialize_plan', 'glob'],
  ...['read_blob', 'read_text', 'read_csv', 'read_duckdb', 'histogram_values', 'storage_info'],
  ...['json_execute_serialized_sql', 'json_serialize_sql', 'duckdb_table_sample', 'checkpoint'],
];

const parameters = ['storage', 'storage_path', 'save_location', 'table_name', 'header'];

/**
 * Makes statements that try to write files, to read what is closed and to hide it: from every function
 * of the engine, over paths and names that matter, spelled in odd ways, damaged and put together.
 */
export function hostileSql(
  { folder, database, open }: ClosedPlace,
  functions: readonly string[],
): fc.Arbitrary<string> {
  const files = [
    ...[database, `${database}.wal`, `${database}.tmp/x`, `${folder}/configuration.json`],
    ...[`${open}/budget.csv`, `${open}/x.csv`, `${open}/[x]/*`, `${open}/*`, `${open}/sub/x`],
    ...[`${open}/../configuration.json`, `${open}/*/../../warehouse.duckdb`, `${folder}/x.parquet`],
    ...[
      'x.csv',
      'x',
      '~/toast-x.csv',
      `file://${database}`,
      `${folder}/ware*`,
      '/proc/self/environ',
    ],
  ];
  const tables = [
    ...['orders', 'toast.orders', 'toast_meta.token', 'token', 'warehouse.token', '"TOKEN"'],
    ...['toast_meta.state', 'temp.main.result', 'duckdb_settings', 'information_schema.columns'],
    ...['warehouse.duckdb', 'toast_meta /**/ . token', 'transient.main.x', 'x'],
  ];
  const name = fc.oneof(one(...dangerous), one(...functions));

  const { statement } = fc.letrec<Parts>((again) => {
    const text = fc.oneof(
      { arbitrary: one(...files, ...tables, 'a', '', '1', 'file', 'csv'), weight: 6 },
      { arbitrary: again('query'), weight: 2 },
      { arbitrary: again('statement'), weight: 1 },
    );
    const literal = text.map((of) => `'${of.replaceAll("'", "''")}'`);
    const split = tuple(literal, fc.nat(40)).map(([of, at]) => cutLiteral(of, at));
    const named = one(...parameters);
    const value: fc.Arbitrary<string> = fc.oneof(
      { maxDepth: 3 },
      ...[literal, split, fc.nat(5).map(String), one('id', 'kind', 'null', 'true', '$x', '*')],
      tuple(named, literal).map(([name, of]) => `${name} = ${of}`),
      fc.array(literal, { maxLength: 2 }).map((of) => `[${of.join(', ')}]`),
      again('query').map((of) => `(${of})`),
      again('call'),
    );
    const call = tuple(
      one('', '', 'main.', 'system.main.', 'pragma_'),
      name,
      fc.array(again('value'), { maxLength: 3 }),
    ).map(([schema, name, of]) => `${schema}${name}(${of.join(', ')})`);
    const source: fc.Arbitrary<string> = fc.oneof(
      { maxDepth: 3 },
      ...[one(...tables), literal, again('call'), again('query').map((of) => `(${of})`)],
      again('source').map((of) => `orders, lateral ${of}`),
    );
    const query: fc.Arbitrary<string> = fc.oneof(
      { maxDepth: 3 },
      source.map((of) => `from ${of}`),
      tuple(value, source).map(([of, from]) => `select ${of} from ${from}`),
      value.map((of) => `select ${of}`),
      source.map((of) => `pivot ${of} on kind using count(*)`),
      source.map((of) => `pivot ${of} on kind in ('a') using count(*)`),
      tuple(one('summarize', 'describe', 'table', 'show'), source).map((of) => of.join(' ')),
      again('query').map((of) => `with a as materialized (${of}) from a`),
    );
    const writing = tuple(query, literal, source, call).map(([of, file, from, function_]) => [
      ...[`copy (${of}) to ${file}`, `copy ${from} to ${file} (format parquet)`, `load ${file}`],
      ...[`attach ${file} as x`, `export database ${file}`, `install x from ${file}`],
      ...[`create table x as ${of}`, `create temp table x as ${of}`, `insert into orders ${of}`],
      ...[`create macro m() as table ${of}`, `create persistent secret (type s3, key_id ${file})`],
      ...[
        `set temp_directory = ${file}`,
        `pragma profiling_output = ${file}`,
        'begin',
        'checkpoint',
      ],
      ...[
        `call ${function_}`,
        `pragma ${function_}`,
        `prepare p as ${of}`,
        `import database ${file}`,
      ],
      ...[`create type t as enum (${of})`, `detach warehouse`, `drop table toast_meta.token`],
    ]);
    const command = tuple(writing, fc.nat()).map(([all, at]) => all[at % all.length] ?? '');
    const explained = tuple(
      one('explain ', 'explain analyze ', 'explain (analyze) ', 'explain/**/', 'explain -- a\n'),
      fc.oneof(query, command),
    ).map((of) => of.join(''));
    const several = tuple(
      one(
        "select '--' as pivot; ",
        'select 1;',
        '/* pivot */ ;',
        'pivot orders on kind using count(*); ',
      ),
      command,
    ).map((of) => of.join(''));
    return {
      ...{ source, value, query, call },
      statement: fc.oneof(query, query, command, explained, several),
    };
  });
  return fc.oneof(statement, statement, tuple(statement, fc.nat(), fc.nat(3)).map(damage));
}

/* Cuts a literal into two that are put together when the statement is bound. */
function cutLiteral(literal: string, at: number): string {
  const inner = literal.slice(1, -1);
  return inner.includes("'") ? literal : `'${inner.slice(0, at)}' || '${inner.slice(at)}'`;
}

const odd = ['', ';', '--', '/*', "'", '"', '\0', ')'];

function damage([sql, at, kind]: [string, number, number]): string {
  const place = at % (sql.length + 1);
  if (kind === 0) return sql.slice(0, place);
  if (kind === 1) return sql.toUpperCase();
  return `${sql.slice(0, place)}${odd[at % odd.length]}${sql.slice(place + (kind - 2))}`;
}
