import { Args, Flags } from '@oclif/core';
import { BaseCommand, type DatabaseFlags } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { UsageError } from '../errors.js';
import {
  formatRows,
  textFormats,
  toObject,
  type TextFormat,
} from '../cli/output/result-formats.js';
import { outputWidth } from '../cli/output/table/output-width.js';
import { writeAtomically, writeText } from '../cli/output/write-result.js';
import { parseParameters, readSql } from '../cli/query-input.js';
import { guardedFiles } from '../cli/output/guarded-files.js';
import { configurationPath } from '../config/sources.js';
import type { PublishTarget } from '../publish/target.js';
import { systemRuntime } from '../runtime.js';
import {
  ReadOnlySession,
  type OpenDatabase,
  type SessionOptions,
} from '../warehouse/query/read-only-session.js';
import type { StreamedResult } from '../warehouse/engine/connection.js';

/* Limits tables that are printed; other formats have no limit. */
const maxTableRows = 1000;

export default class Query extends BaseCommand {
  static override summary = 'Run a read-only SQL query.';

  static override description = helpText(`
    Runs one statement that reads. It changes nothing in the database, reads no other file except those
    in the folders that --allow-dir names, and writes no file except the one that --output names. The
    stored token is not readable. Other processes can read the database at the same time.

    Table names need no schema: toast, toast_marts and toast_history are searched first, then the
    schemas of your own models, then raw_toast and toast_meta. The result is printed to standard output
    or written to --output, which parquet requires.

    A table shows every value in full. Columns that do not fit into the terminal are left out and named;
    --vertical shows them. Without a terminal, a line has 120 characters, or as many as the environment
    variable COLUMNS says. Amounts have two decimals, or more where these are not zero. All other formats
    have the exact values.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %> "select count(*) from orders"',
    {
      description: 'Print net sales by day as CSV',
      command:
        '<%= config.bin %> <%= command.id %> "select business_date, sum(net_sales) from sales_daily group by all order by 1" --format csv',
    },
    {
      description: 'Show all columns of a wide table',
      command: '<%= config.bin %> <%= command.id %> "from orders limit 3" --vertical',
    },
    {
      description: 'Run a file with a parameter and write the result as Parquet',
      command:
        '<%= config.bin %> <%= command.id %> --file checks.sql --param from=2026-03-01 --format parquet --output checks.parquet',
    },
    {
      description: 'Join a CSV file with a table',
      command: `<%= config.bin %> <%= command.id %> "from sales_daily join 'budgets/2026.csv' using (business_date)" --allow-dir budgets`,
    },
    {
      description: 'Query a lake as it was',
      command:
        '<%= config.bin %> <%= command.id %> --target lake --at 2026-03-01T06:00:00Z "select sum(net_sales) from sales_daily"',
    },
    {
      description: 'Read the SQL from standard input',
      command: 'echo "from payment" | <%= config.bin %> <%= command.id %> - --format ndjson',
    },
  ];

  static override args = {
    sql: Args.string({ description: 'SQL statement, or - to read it from standard input.' }),
  };

  static override flags = {
    'allow-dir': Flags.file({
      helpValue: '<path>',
      summary:
        'Folder whose files the SQL can read. It must not contain the database or the configuration. Can be repeated.',
      multiple: true,
      multipleNonGreedy: true,
    }),
    file: Flags.file({ helpValue: '<path>', char: 'f', summary: 'Read the SQL from this file.' }),
    format: Flags.option({
      summary: 'Format of the result. Defaults to that of the name of --output, else table.',
      options: [...textFormats, 'parquet'] as const,
    })(),
    'csv-safe': Flags.boolean({
      summary: 'Write CSV for a spreadsheet: escape formulas, mark the text as UTF-8.',
    }),
    output: Flags.file({
      helpValue: '<path>',
      char: 'o',
      summary: 'Write the result to this file. A new file is readable only by you.',
    }),
    param: Flags.string({
      helpValue: '<name=value>',
      char: 'p',
      summary: 'Value of the parameter $name, as name=value. Can be repeated.',
      multiple: true,
      multipleNonGreedy: true,
    }),
    target: Flags.string({
      helpValue: '<target>',
      summary:
        'Query what was published to this target, named or as share/sales.duckdb or lake/, instead of the database.',
      exclusive: ['database'],
    }),
    at: Flags.string({
      helpValue: '<snapshot|time>',
      summary: 'With --target, read a DuckLake as it was: number of a snapshot, or a time in UTC.',
      dependsOn: ['target'],
    }),
    vertical: Flags.boolean({
      summary: 'Print each row as one line per column, for rows wider than the terminal.',
    }),
  };

  async run(): Promise<Record<string, unknown>[] | { output: string } | undefined> {
    const { args, flags } = await this.parse(Query);
    const { output, 'csv-safe': csvSafe } = flags;
    const format = flags.format ?? formatOf(output) ?? (this.jsonEnabled() ? 'json' : 'table');
    requireFittingFlags({ ...flags, format });
    const sql = await readSql(args.sql, flags.file, process.stdin);
    const parameters = parseParameters(flags.param ?? []);
    const signal = this.abortOnInterrupt('Stopping.');
    const database = await this.#open(flags, signal);
    const configuration = configurationPath(flags.config, process.env).absolute;
    const guarded = guardedFiles(database.path, configuration);
    const open = async (options: SessionOptions = {}) => {
      const session = await ReadOnlySession.open(database, {
        allowedFolders: flags['allow-dir'] ?? [],
        closedFiles: [configuration],
        signal,
        ...options,
      });
      return this.closeAtEnd(session, (opened) => opened.close());
    };

    if (format === 'parquet') {
      await writeAtomically(output as string, guarded, async (outputFile) =>
        (await open({ outputFile })).writeParquet(sql, parameters),
      );
      return { output: output as string };
    }
    const result = await (await open()).stream(sql, parameters);
    if (this.jsonEnabled() && output === undefined) return allObjects(result);
    const isPrinted = output === undefined;
    const pieces = formatRows(result, format, {
      width: isPrinted ? outputWidth() : outputWidth({}),
      vertical: flags.vertical,
      maxRows: isPrinted ? maxTableRows : undefined,
      csvSafe,
    });
    await writeText(pieces, output, { guarded, signal });
    return output === undefined ? undefined : { output };
  }

  async #open(flags: QueryDatabase, signal: AbortSignal): Promise<OpenDatabase> {
    const { target: name, at } = flags;
    if (name === undefined) return this.openDatabase(flags, 'read', signal);
    /* Loaded when needed: most queries are of the local database. */
    const { loadTargets } = await import('../cli/publish-input.js');
    const { openTarget } = await import('../publish/run/open-target.js');
    const { targets, settings } = await loadTargets([name], flags);
    const { wait: waitMs } = await this.databaseSettings(flags);
    const opened = await openTarget(targets[0] as PublishTarget, {
      ...{ settings, signal, waitMs, at, runtime: systemRuntime },
    });
    return this.closeAtEnd(opened, (open) => open.close());
  }
}

interface QueryDatabase extends DatabaseFlags {
  readonly target?: string | undefined;
  readonly at?: string | undefined;
}

const extensions = {
  '.csv': 'csv',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.md': 'markdown',
  '.parquet': 'parquet',
} as const;

/* The format that the name of a file stands for, if it does. */
function formatOf(output: string | undefined): TextFormat | 'parquet' | undefined {
  if (output === undefined) return undefined;
  const known = Object.entries(extensions).find(([extension]) => output.endsWith(extension));
  return known?.[1];
}

function requireFittingFlags(flags: {
  readonly format: TextFormat | 'parquet';
  readonly output?: string | undefined;
  readonly 'csv-safe': boolean;
  readonly vertical: boolean;
}): void {
  if (flags.vertical && flags.format !== 'table') {
    throw new UsageError(`--vertical does not apply to ${flags.format}.`, {
      suggestion: 'Leave out one of --vertical and --format.',
    });
  }
  if (flags['csv-safe'] && flags.format !== 'csv') {
    throw new UsageError(`--csv-safe does not apply to ${flags.format}.`, {
      suggestion: 'Add --format csv, or leave the flag out.',
    });
  }
  if (flags.format === 'parquet' && flags.output === undefined) {
    throw new UsageError('Parquet cannot be printed.', { suggestion: 'Add --output FILE.' });
  }
}

async function allObjects({ columns, chunks }: StreamedResult) {
  const objects = [];
  for await (const chunk of chunks) {
    for (const row of chunk) objects.push(toObject(columns, row));
  }
  return objects;
}
