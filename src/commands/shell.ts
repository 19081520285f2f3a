import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BaseCommand } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { outputWidth } from '../cli/output/table/output-width.js';
import { wrapProse } from '../cli/output/report/wrap-prose.js';
import { formatRows } from '../cli/output/result-formats.js';
import { runShell, type ShellQuery } from '../cli/shell/shell.js';
import { configurationPath } from '../config/sources.js';
import { ToastError } from '../errors.js';
import { ReadOnlySession } from '../warehouse/query/read-only-session.js';
import { withWarehouse, type Warehouse } from '../warehouse/warehouse.js';

const maxTableRows = 1000;

/* That of the lines of an error after its first. */
const errorIndent = 2;

export default class Shell extends BaseCommand {
  static override summary = 'Query the database interactively.';

  static override description = helpText(`
    Reads queries and prints their results, with history and completion of names. A query ends with a
    semicolon and can have several lines; Ctrl-C stops it. .help lists the commands that begin with a dot.
    As with query, nothing can be changed and no other file is read. The database is open while a query
    runs, so that a shell that is left open keeps no run out.
  `);

  static override examples = ['<%= config.bin %> <%= command.id %>'];

  static override enableJsonFlag = false;

  async run(): Promise<void> {
    const { flags } = await this.parse(Shell);
    const settings = await this.databaseSettings(flags);
    const open = () => this.openWarehouse(settings, 'read', { close: 'caller' });
    const names = await withWarehouse(open(), namesIn);
    const historyFile = join(this.config.dataDir, 'shell-history.json');
    const isInteractive = process.stdin.isTTY === true;
    if (isInteractive) this.note('End a query with ; and press Enter. .help lists commands.');
    await runShell({
      ...{ input: process.stdin, output: process.stdout, names, isInteractive },
      history: isInteractive ? await readHistory(historyFile) : [],
      onHistory: (history) => {
        if (isInteractive) void saveHistory(historyFile, history);
      },
      run: async (query, signal) => {
        try {
          await withWarehouse(open(), (warehouse) =>
            this.#print(warehouse, query, signal, flags.config),
          );
        } catch (error) {
          if (!(error instanceof ToastError) && !signal.aborted) throw error;
          if (error instanceof ToastError) this.noteError(error);
          else this.note('Stopped.');
        }
      },
    });
  }

  /** Breaks a text at the width of the terminal, if there is one. */
  protected override broken(text: string): string {
    return wrapProse(text, process.stderr.columns && process.stderr.columns - errorIndent);
  }

  async #print(
    warehouse: Warehouse,
    { sql, parameters, format, prose }: ShellQuery,
    signal: AbortSignal,
    config: string | undefined,
  ): Promise<void> {
    const session = await ReadOnlySession.open(warehouse, {
      closedFiles: [configurationPath(config, process.env).absolute],
      signal,
    });
    try {
      const result = await session.stream(sql, parameters);
      const isVertical = format === 'vertical';
      const pieces = formatRows(result, isVertical ? 'table' : format, {
        ...{ width: outputWidth(), vertical: isVertical, maxRows: maxTableRows },
        ...{ verticalFlag: '.format vertical', prose },
      });
      for await (const piece of pieces) process.stdout.write(piece);
    } finally {
      session.close();
    }
  }
}

async function namesIn(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.with((connection) =>
    connection.all<{ name: string }>(
      `select table_name as name from information_schema.tables
      where table_catalog = current_database()
      union select column_name from information_schema.columns
      where table_schema in ('toast', 'toast_marts', 'toast_history')`,
    ),
  );
  return rows.map(({ name }) => name);
}

async function readHistory(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  try {
    return JSON.parse(text) as string[];
  } catch {
    return [];
  }
}

/* A query may name guests or employees, so only the user can read the file. */
async function saveHistory(file: string, history: readonly string[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch(() => undefined);
  await writeFile(file, JSON.stringify(history), { mode: 0o600 }).catch(() => undefined);
}
