import { Command, Flags, type Interfaces } from '@oclif/core';
import type { Configuration } from '../config/configuration.js';
import { loadDatabaseSettings, type DatabaseSettings } from '../config/database-settings.js';
import type { Sources } from '../config/sources.js';
import { exitCodes, ToastError } from '../errors.js';
import { printable, printableBlock, printableError } from '../printable.js';
import { requireDuration } from './durations.js';
import { onInterrupt } from './interrupt.js';
import { explainParseError, parsedCommand } from './parse-error.js';
import { systemRuntime } from '../runtime.js';
import { waitForLock } from '../warehouse/engine/wait-for-lock.js';
import { Warehouse, type OpenOptions } from '../warehouse/warehouse.js';

/** Describes what every command prints with `--json`. Nothing else is written to stdout. */
export interface JsonEnvelope<T> {
  status: number;
  result?: T;
  error?: { name: string; message: string; suggestion?: string };
  warnings: string[];
}

export interface OpenDetails {
  readonly rowGroups?: OpenOptions['rowGroups'];
  /** Aborting it ends the wait for the file. */
  readonly signal?: AbortSignal | undefined;
  readonly close?: 'at end' | 'caller';
}

/** The flags that say which database to open. */
export interface DatabaseFlags {
  readonly config?: string | undefined;
  readonly database?: string | undefined;
  readonly wait?: string | undefined;
}

/**
 * Provides what all commands share: global flags, the JSON envelope, exit codes, and closing of
 * resources. Data goes to stdout, everything else to stderr.
 */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    config: Flags.file({
      helpValue: '<path>',
      summary: 'Path of the configuration file. Defaults to configuration.json.',
      helpGroup: 'GLOBAL',
    }),
    database: Flags.file({
      helpValue: '<path>',
      char: 'd',
      summary: 'Path of the DuckDB file. Defaults to warehouse.duckdb.',
      helpGroup: 'GLOBAL',
    }),
    json: Flags.boolean({ summary: 'Print the result as JSON.', helpGroup: 'GLOBAL' }),
    wait: Flags.string({
      helpValue: '<duration>',
      summary: 'Time to wait for a database in use, such as 30s, 10m or 1h. Defaults to 0s.',
      helpGroup: 'GLOBAL',
      parse: async (text) => requireDuration(text),
    }),
  };

  readonly #warnings: string[] = [];
  readonly #closers: (() => unknown)[] = [];
  #interrupted: AbortSignal | undefined;

  /** Calls `close` when the command ends, even with an error. Resources are closed in reverse order. */
  protected closeAtEnd<T>(resource: T, close: (resource: T) => unknown): T {
    this.#closers.unshift(() => close(resource));
    return resource;
  }

  /**
   * Opens the database, prints warnings about its file, and closes it when the command ends, unless the
   * caller closes it. Waits as long as the settings say for other processes to release it.
   * @throws what `waitForLock` and `Warehouse.open` throw.
   */
  protected async openWarehouse(
    { database, databaseMode: fileMode, wait }: DatabaseSettings,
    mode: OpenOptions['mode'],
    { rowGroups, signal, close = 'at end' }: OpenDetails = {},
  ): Promise<Warehouse> {
    const opened = await waitForLock(
      () => Warehouse.open(database, { mode, rowGroups, fileMode }),
      {
        waitMs: wait,
        signal,
        runtime: systemRuntime,
        onLocked: ({ message }) =>
          this.note(`${message} Waiting until it is free. Press Ctrl-C to stop.`),
      },
    );
    const warehouse =
      close === 'caller' ? opened : this.closeAtEnd(opened, (open) => open.closeOrRemove());
    for (const warning of await warehouse.warnings()) this.warn(warning);
    return warehouse;
  }

  /**
   * Opens the database that flags, environment or file name, for commands that need nothing else from
   * the configuration.
   * @throws ConfigurationError if its path or the time to wait is invalid, and what `openWarehouse`
   *   throws.
   */
  protected async openDatabase(
    flags: DatabaseFlags,
    mode: OpenOptions['mode'],
    signal?: AbortSignal,
  ): Promise<Warehouse> {
    return this.openWarehouse(await this.databaseSettings(flags), mode, { signal });
  }

  /**
   * Loads which database flags, environment or file name, and how long to wait for it.
   * @throws ConfigurationError if its path or the time to wait is invalid.
   */
  protected databaseSettings({ config, database, wait }: DatabaseFlags): Promise<DatabaseSettings> {
    return loadDatabaseSettings({
      file: config,
      environment: process.env,
      flags: { database, wait },
    });
  }

  /**
   * Returns a signal that aborts on Ctrl-C, and prints `announcement` then. Whatever the command throws
   * afterwards, it ends with an InterruptedError, which has the suggestion.
   */
  protected abortOnInterrupt(announcement?: string, suggestion?: string): AbortSignal {
    const announce = () => announcement !== undefined && this.note(announcement);
    const interrupt = onInterrupt(announce, { suggestion });
    this.#interrupted = interrupt.signal;
    return this.closeAtEnd(interrupt, ({ release }) => release()).signal;
  }

  /**
   * Loads the configuration, which the command's flags override, and prints its warnings.
   * @throws what `loadConfiguration` throws.
   */
  protected async configuration(
    file: string | undefined,
    flags: Sources['flags'],
  ): Promise<Configuration> {
    /* The schema is slow to load, so only the commands that need it load it. */
    const { loadConfiguration } = await import('../config/load.js');
    const { configuration, warnings } = await loadConfiguration({
      file,
      environment: process.env,
      flags: flags ?? {},
    });
    for (const warning of warnings) this.warn(warning);
    return configuration;
  }

  /** Prints lines for people to stderr. A line break within one is shown, so that no text can forge a line. */
  protected note(...lines: string[]): void {
    if (this.jsonEnabled()) return;
    this.logToStderr(lines.map(printable).join('\n'));
  }

  /** Prints an error to stderr that does not end the command. Its lines after the first are indented. */
  protected noteError({ message, suggestion }: Pick<ToastError, 'message' | 'suggestion'>): void {
    const advice = suggestion === undefined ? [] : [`Try this: ${suggestion}`];
    this.note('');
    for (const text of [message, ...advice].map((each) => this.broken(each))) {
      this.note(...text.split('\n').map((line, i) => (i === 0 ? line : `  ${line}`)));
    }
  }

  /** Breaks a text into lines that fit; by default, the terminal does. */
  protected broken(text: string): string {
    return text;
  }

  /** Prints a report to stdout, whose line breaks are kept. */
  override log(report = ''): void {
    super.log(printableBlock(report));
  }

  /** Returns the stream for progress bars; undefined with `--json`, or if they cannot be drawn. */
  protected terminal(): NodeJS.WriteStream | undefined {
    return this.jsonEnabled() || process.env.TERM === 'dumb' ? undefined : process.stderr;
  }

  /** Makes the command exit with the code for partial success after it has printed its result. */
  protected endPartial(): void {
    process.exitCode = exitCodes.partial;
  }

  /** Adds a warning to the output of `--json`. People read it in the report that the command prints. */
  protected addWarning(message: string): void {
    this.#warnings.push(message);
  }

  override warn(input: Error | string): Error | string {
    const message = input instanceof Error ? input.message : input;
    if (this.#warnings.includes(message)) return input;
    this.#warnings.push(message);
    if (!this.jsonEnabled()) super.warn(printableBlock(message));
    return input;
  }

  protected override toSuccessJson(result: unknown): JsonEnvelope<unknown> {
    return { status: Number(process.exitCode ?? 0), result, warnings: this.#warnings };
  }

  protected override toErrorJson(error: unknown): JsonEnvelope<never> {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const suggestion = error instanceof ToastError ? error.suggestion : undefined;
    return {
      status: exitCodeOf(error),
      error: { name, message, ...(suggestion === undefined ? {} : { suggestion }) },
      warnings: this.#warnings,
    };
  }

  /** Returns what ended the command: an interruption, whatever failed because of it, or else `thrown`. */
  protected reasonOf(thrown: Interfaces.CommandError): Interfaces.CommandError {
    if (this.#interrupted?.aborted !== true) return thrown;
    return this.#interrupted.reason as Interfaces.CommandError;
  }

  /* With --json, oclif exits with 1 for every error unless the exit code is set before. */
  protected override async catch(thrown: Interfaces.CommandError): Promise<unknown> {
    const error = explainParseError(this.reasonOf(thrown), parsedCommand(this));
    process.exitCode = exitCodeOf(error);
    if (this.jsonEnabled()) return super.catch(error);
    if (!(error instanceof ToastError)) throw printableError(error);
    printableError(error);
    return this.error(error.message, {
      exit: error.exitCode,
      ...(error.suggestion === undefined ? {} : { suggestions: [error.suggestion] }),
    });
  }

  protected override async finally(error: Error | undefined): Promise<unknown> {
    for (const close of this.#closers.splice(0)) await close();
    return super.finally(error);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ToastError) return error.exitCode;
  const oclif = (error as { oclif?: { exit?: number } } | undefined)?.oclif;
  return oclif?.exit ?? exitCodes.bug;
}
