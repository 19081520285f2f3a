import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { UsageError } from '../errors.js';
import { formatRows, textFormats, toObject, type TextFormat } from '../cli/output/format.js';
import { grouped } from '../cli/output/number.js';
import { writeText, writeWhole } from '../cli/output/sink.js';
import { parseParameters, readSql } from '../cli/query-input.js';
import {
  runQuery,
  runQueryToParquet,
  lockSession,
  setSearchPath,
} from '../warehouse/query/read-only-session.js';
import type { StreamedResult } from '../warehouse/engine/connection.js';

/* What a terminal can show; other formats have no limit. */
const mostTableRows = 1000;

export default class Query extends BaseCommand {
  static override summary = 'Ask the database a question in SQL, read-only.';

  static override description = `One statement that reads: nothing is changed, neither the database nor other files, but for --output.
Tables are found without their schema: modelled ones (toast, toast_marts) first, then raw_toast and toast_meta.
Data goes to standard output, or to a file with --output; parquet needs one. Other processes can read meanwhile.`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> "select count(*) from orders"',
    {
      description: 'Net sales by day as CSV',
      command:
        '<%= config.bin %> <%= command.id %> "select business_date, sum(net_sales) from sales_daily group by all order by 1" --format csv',
    },
    {
      description: 'A file with a parameter, into Parquet',
      command:
        '<%= config.bin %> <%= command.id %> --file checks.sql --param from=2026-03-01 --format parquet --output checks.parquet',
    },
    {
      description: 'SQL from standard input',
      command: 'echo "from payment" | <%= config.bin %> <%= command.id %> - --format ndjson',
    },
  ];

  static override args = {
    sql: Args.string({ description: 'The SQL, or - to read it from standard input.' }),
  };

  static override flags = {
    file: Flags.file({ char: 'f', summary: 'Read the SQL from this file.' }),
    format: Flags.option({
      summary: 'How to write the result.',
      options: [...textFormats, 'parquet'] as const,
      default: 'table',
    })(),
    output: Flags.file({ char: 'o', summary: 'Write the result to this file.' }),
    param: Flags.string({
      char: 'p',
      summary: 'Value of a parameter $name of the SQL, as name=value. Can be repeated.',
      multiple: true,
    }),
  };

  async run(): Promise<Record<string, unknown>[] | undefined> {
    const { args, flags } = await this.parse(Query);
    const sql = await readSql(args.sql, flags.file, process.stdin);
    const parameters = parseParameters(flags.param ?? []);
    const warehouse = await this.openDatabase(flags, 'read');
    const connection = this.closing(await warehouse.connect(), (open) => open.close());
    await setSearchPath(connection);
    await lockSession(connection);

    const { format, output } = flags;
    if (format === 'parquet') {
      if (output === undefined) {
        throw new UsageError('Parquet cannot be printed.', { suggestion: 'Add --output FILE.' });
      }
      await writeWhole(output, (partial) =>
        runQueryToParquet(connection, sql, parameters, partial),
      );
      return undefined;
    }
    const result = await runQuery(connection, sql, parameters);
    if (this.jsonEnabled()) return allObjects(result);
    await this.#write(result, format, output);
    return undefined;
  }

  async #write(result: StreamedResult, format: TextFormat, output: string | undefined) {
    const counter = { left: 0 };
    const shown =
      format === 'table' && output === undefined
        ? { ...result, portions: firstRows(result.portions, mostTableRows, counter) }
        : result;
    await writeText(formatRows(shown, format, { width: process.stdout.columns }), output);
    if (counter.left > 0) {
      this.note(`The first ${grouped(mostTableRows)} rows; --format csv and others give all.`);
    }
  }
}

async function* firstRows<T>(
  portions: AsyncIterable<T[]>,
  most: number,
  counter: { left: number },
): AsyncGenerator<T[]> {
  let given = 0;
  for await (const portion of portions) {
    yield portion.slice(0, most - given);
    given += portion.length;
    if (given <= most) continue;
    counter.left = given - most;
    return;
  }
}

async function allObjects({ columns, portions }: StreamedResult) {
  const objects = [];
  for await (const portion of portions) {
    for (const row of portion) objects.push(toObject(columns, row));
  }
  return objects;
}
