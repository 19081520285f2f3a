import { Command, Flags, type Interfaces } from '@oclif/core';
import type { Configuration } from '../config/configuration.js';
import { loadDatabaseSettings } from '../config/database-settings.js';
import type { Sources } from '../config/sources.js';
import { parseDuration } from '../config/values.js';
import { exitCodes, ToastError, UsageError } from '../errors.js';
import { onInterrupt } from './interrupt.js';
import { systemRuntime } from '../runtime.js';
import { openWhenFree } from '../warehouse/open-when-free.js';
import type { OpenOptions, Warehouse } from '../warehouse/warehouse.js';

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
    wait: Flags.string({
      summary: 'How long to wait while another process holds the database: 30s, 10m, 1h.',
      helpGroup: 'GLOBAL',
      parse: async (text) => requireDuration(text),
    }),
  };

  readonly #warnings: string[] = [];
  readonly #closers: (() => unknown)[] = [];

  /** Calls `close` when the command ends, however it ends; what was opened last is closed first. */
  protected closing<T>(resource: T, close: (resource: T) => unknown): T {
    this.#closers.unshift(() => close(resource));
    return resource;
  }

  /**
   * Opens the database until the command ends; waits `waitMs` milliseconds for other processes.
   * @throws what `openWhenFree` throws.
   */
  protected async openWarehouse(
    path: string,
    mode: OpenOptions['mode'],
    {
      waitMs = 0,
      lean = false,
      signal,
    }: { waitMs?: number; lean?: boolean; signal?: AbortSignal } = {},
  ): Promise<Warehouse> {
    const warehouse = await openWhenFree(path, {
      mode,
      lean,
      waitMs,
      signal,
      runtime: systemRuntime,
      onBusy: ({ message }) => this.note(`${message} Waiting for it; Ctrl-C ends the wait.`),
    });
    return this.closing(warehouse, (open) => open.closeOrRemove());
  }

  /** Opens the database that flag, environment or file name, for commands that need no more of them. */
  protected async openDatabase(
    flags: { config?: string; database?: string; wait?: string },
    mode: OpenOptions['mode'],
  ): Promise<Warehouse> {
    const { database, wait } = await loadDatabaseSettings({
      file: flags.config,
      environment: process.env,
      flags: { database: flags.database, wait: flags.wait },
    });
    return this.openWarehouse(database, mode, { waitMs: wait });
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
    /* The schema is loaded for the commands that need all of it. */
    const { loadConfiguration } = await import('../config/load.js');
    const { configuration, warnings } = await loadConfiguration({
      file,
      environment: process.env,
      flags: flags ?? {},
    });
    for (const warning of warnings) this.warn(warning);
    return configuration;
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

function requireDuration(text: string): string {
  if (parseDuration(text) !== undefined) return text;
  throw new UsageError(`--wait ${text} is not a duration.`, {
    suggestion: 'Write it like 30s, 10m or 1h.',
  });
}
