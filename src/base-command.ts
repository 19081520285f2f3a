import { Command, Flags, type Interfaces } from '@oclif/core';
import { loadConfiguration, loadDatabasePath, type Sources } from './config/load.js';
import type { Configuration } from './config/schema.js';
import { exitCodes, ToastError } from './errors.js';
import { onInterrupt } from './interrupt.js';
import { Warehouse, type OpenOptions } from './warehouse/warehouse.js';

/** What every command prints under `--json`, and nothing else on stdout. */
export interface JsonEnvelope<T> {
  status: number;
  result?: T;
  error?: { name: string; message: string; suggestion?: string };
  warnings: string[];
}

export type FlagsOf<T extends typeof Command> = Interfaces.InferredFlags<
  (typeof BaseCommand)['baseFlags'] & T['flags']
>;

/**
 * What the commands share: flags, the JSON envelope, exit codes, the closing of what they opened.
 * Data goes to stdout, everything else to stderr.
 */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    config: Flags.file({
      summary: 'Configuration file, configuration.json by default.',
      helpGroup: 'GLOBAL',
    }),
    database: Flags.file({
      char: 'd',
      summary: 'DuckDB file, warehouse.duckdb by default.',
      helpGroup: 'GLOBAL',
    }),
  };

  readonly #warnings: string[] = [];
  readonly #closers: (() => unknown)[] = [];

  /** Calls `close` when the command ends, however it ends; what was opened last is closed first. */
  protected closing<T>(resource: T, close: (resource: T) => unknown): T {
    this.#closers.unshift(() => close(resource));
    return resource;
  }

  /** Opens the database until the command ends. @throws what `Warehouse.open` throws. */
  protected async openWarehouse(path: string, mode: OpenOptions['mode']): Promise<Warehouse> {
    return this.closing(await Warehouse.open(path, { mode }), (warehouse) => warehouse.close());
  }

  /** Aborts on Ctrl-C, until the command ends; `announcement` is what the user sees then. */
  protected interruption(announcement?: string): AbortSignal {
    const announce = () => announcement !== undefined && this.note(announcement);
    return this.closing(onInterrupt(announce), ({ release }) => release()).signal;
  }

  /** The configuration, with flags of the command over it; its warnings are given to the user. */
  protected async configuration(
    file: string | undefined,
    flags: Sources['flags'],
  ): Promise<Configuration> {
    const { configuration, warnings } = await loadConfiguration({
      file,
      environment: process.env,
      flags: flags ?? {},
    });
    for (const warning of warnings) this.warn(warning);
    return configuration;
  }

  /** The database that a reading command is to open: flag, environment, file, default. */
  protected databasePath(flags: { config?: string; database?: string }): Promise<string> {
    return loadDatabasePath({
      file: flags.config,
      database: flags.database,
      environment: process.env,
    });
  }

  /** A line for people, on stderr; not under `--json`. */
  protected note(line = ''): void {
    if (!this.jsonEnabled()) this.logToStderr(line);
  }

  /** Where progress can be drawn; nowhere under `--json`. */
  protected terminal(): NodeJS.WriteStream | undefined {
    return this.jsonEnabled() ? undefined : process.stderr;
  }

  /** Ends the command as a partial success, after its result was printed. */
  protected endPartial(): void {
    process.exitCode = exitCodes.partial;
  }

  override warn(input: Error | string): Error | string {
    this.#warnings.push(input instanceof Error ? input.message : input);
    return this.jsonEnabled() ? input : super.warn(input);
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

  /* Under --json oclif exits with 1 whatever the error says, unless the exit code is set before. */
  protected override async catch(error: Interfaces.CommandError): Promise<unknown> {
    process.exitCode = exitCodeOf(error);
    if (this.jsonEnabled()) return super.catch(error);
    if (!(error instanceof ToastError)) throw error;
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
