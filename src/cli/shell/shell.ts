import { createInterface } from 'node:readline';
import type { Parameters } from '../../warehouse/engine/connection.js';
import { complete } from './completion.js';
import { dotCommand, type ShellFormat } from './dot-commands.js';

export interface ShellOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether somebody types the lines, who is prompted. */
  readonly isInteractive: boolean;
  /** Queries of earlier sessions, the latest first. */
  readonly history: readonly string[];
  /** Called with all queries, the latest first, whenever one is entered. */
  readonly onHistory: (history: readonly string[]) => void;
  /**
   * Runs one query and writes its result to the output. What a user did wrong is written too. Aborting the
   * signal ends it.
   */
  readonly run: (query: ShellQuery, signal: AbortSignal) => Promise<void>;
  /** Names of tables and columns, for completion. */
  readonly names: readonly string[];
}

export interface ShellQuery {
  readonly sql: string;
  readonly parameters: Parameters;
  readonly format: ShellFormat;
  /** Columns of prose, which may have several lines. */
  readonly prose?: readonly string[] | undefined;
}

const [prompt, continued] = ['toast> ', '    -> '];

/**
 * Reads queries line by line and runs each that ends with a semicolon, until the end of the input or .exit.
 * Ctrl-C ends the query that is running, or forgets the lines entered so far.
 */
export async function runShell({
  input,
  output,
  isInteractive,
  run,
  ...options
}: ShellOptions): Promise<void> {
  const lines = createInterface({
    ...{ input, output, prompt, historySize: 1000, removeHistoryDuplicates: true },
    history: [...options.history],
    completer: (line: string) => complete(line, options.names),
  });
  let format: ShellFormat = 'table';
  let entered = '';
  let isExiting = false;
  let running: AbortController | undefined;
  lines.on('history', options.onHistory);
  lines.on('SIGINT', () => {
    output.write('\n');
    /* What it writes comes before the next prompt. */
    if (running !== undefined) return running.abort(new Error('Stopped.'));
    entered = '';
    /* The line that is being typed: to its end, then all of it. */
    lines.write(null, { ctrl: true, name: 'e' });
    lines.write(null, { ctrl: true, name: 'u' });
    ask();
  });
  /* Lines that were entered before the end of the input are still to be run. */
  let isOpen = true;
  lines.on('close', () => {
    isOpen = false;
    /* Ctrl-D leaves the cursor behind the prompt. */
    if (isInteractive && !isExiting) output.write('\n');
  });
  const ask = () => {
    if (!isOpen || !isInteractive) return;
    lines.setPrompt(entered === '' ? prompt : continued);
    lines.prompt();
  };
  const runQuery = async (query: Omit<ShellQuery, 'format'>) => {
    running = new AbortController();
    await run({ ...query, format }, running.signal);
    running = undefined;
  };
  ask();
  for await (const line of lines) {
    const isCommand = entered === '' && line.trimStart().startsWith('.');
    if (isCommand) {
      const command = dotCommand(line);
      if (command.type === 'exit') {
        isExiting = true;
        break;
      }
      if (command.type === 'query') await runQuery(command);
      else if (command.type === 'format') format = command.format;
      else output.write(`${command.text}\n`);
    } else {
      entered = `${entered}\n${line}`.trim();
      if (entered.endsWith(';')) {
        const sql = entered;
        entered = '';
        await runQuery({ sql, parameters: {} });
      }
    }
    ask();
  }
  lines.close();
}
