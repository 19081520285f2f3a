import { Flags, type Interfaces } from '@oclif/core';
import { DatabaseError, ToastError } from '../errors.js';
import { openLogFile, type LogFile } from '../log/log-file.js';
import { printable } from '../printable.js';
import { systemRuntime } from '../runtime.js';
import { resolveDatabasePath } from '../warehouse/database-path.js';
import { fileExists } from '../warehouse/engine/database.js';
import { BaseCommand } from './base-command.js';
import { formatCount } from './output/table/numbers.js';
import { extractProgress } from './output/progress/extract-progress.js';
import type { ExtractProgress } from './output/progress/progress.js';
import { stepProgress, type StepProgress } from './output/progress/step-progress.js';
import { stopOnAbort } from './output/progress/stop-on-abort.js';
import { wrapProse } from './output/report/wrap-prose.js';
import { problemReport, runReport, type Reported } from './output/report/run-report.js';

/** How much a command prints: only problems, a summary, or everything. */
export interface Verbosity {
  readonly verbose?: boolean | undefined;
  readonly quiet?: boolean | undefined;
}

/** A log that may be missing: a command that only reads does not need one. */
type Records = Pick<LogFile, 'write'> & { readonly path: string | undefined };

/* That of the lines of an error after its first. */
const indent = 2;

/* More would push the first off the screen. */
const maxExplained = 5;

const noRecords: Records = { path: undefined, write: () => undefined };

/**
 * Provides what the commands share that do a night's work: how much they print, their summary, and the log
 * beside the database, which also has their warnings and errors.
 */
export abstract class ReportingCommand extends BaseCommand {
  static override baseFlags = {
    ...BaseCommand.baseFlags,
    verbose: Flags.boolean({
      summary: 'Print every window, model, test and published table, and all problems.',
      exclusive: ['quiet'],
    }),
    quiet: Flags.boolean({ summary: 'Print only problems.' }),
  };

  #records: Records = noRecords;

  /** The log, once it is open; before, what is written to it is dropped. */
  protected get records(): Records {
    return this.#records;
  }

  /**
   * Opens the log beside a database and keeps it open until the command ends. There is none beside a
   * database that does not exist and is not to be created.
   * @throws DatabaseError if the log cannot be written; with `mode: 'read'`, that is only a warning.
   */
  protected async openLog(database: string, mode: 'write' | 'update' | 'read'): Promise<void> {
    const path = await resolveDatabasePath(database);
    if (mode !== 'write' && !(await fileExists(path))) return;
    try {
      const { now } = systemRuntime;
      const log = await openLogFile({ database: path, command: this.id ?? '', now });
      this.#records = this.closeAtEnd(log, (open) => open.close());
      log.write({ event: `${this.id} started` });
    } catch (error) {
      if (mode !== 'read' || !(error instanceof DatabaseError)) throw error;
      this.warn(error);
    }
  }

  /** Returns the progress of an extraction as it is to be printed. It stops when `signal` aborts. */
  protected extractProgress({ verbose, quiet }: Verbosity, signal: AbortSignal): ExtractProgress {
    const stream = verbose || quiet ? undefined : this.terminal();
    const show = verbose ? (line: string) => this.note(line) : () => undefined;
    return stopOnAbort(extractProgress(stream, systemRuntime, show), signal);
  }

  /** Returns the progress of models or tests as it is to be printed. It stops when `signal` aborts. */
  protected stepProgress(
    label: string,
    { verbose, quiet }: Verbosity,
    signal: AbortSignal,
  ): StepProgress {
    const stream = verbose || quiet ? undefined : this.terminal();
    return stopOnAbort(stepProgress(stream, label), signal);
  }

  /** Prints the first problems with `print`, and how many more there are; with --verbose, all of them. */
  protected explain<T>(
    problems: readonly T[],
    { verbose }: Verbosity,
    print: (problem: T) => void,
  ): void {
    const shown = verbose ? problems : problems.slice(0, maxExplained);
    for (const problem of shown) print(problem);
    const more = problems.length - shown.length;
    if (more > 0) this.note('', `and ${formatCount(more)} more: see the log, or use --verbose`);
    if (shown.length > 0) this.note('');
  }

  /** Prints a summary, or only its problems. With `explained`, those of models and tests are left out. */
  protected report(summary: Reported, { verbose, quiet }: Verbosity, explained = false): void {
    const options = { all: verbose, explained, width: process.stdout.columns };
    const problems = quiet ? problemReport(summary, options) : '';
    if (!quiet) this.log(runReport(summary, { ...options, log: this.#records.path }));
    else if (problems !== '') this.log(problems);
  }

  /** Breaks a text at the width of the terminal, if there is one. */
  protected override broken(text: string): string {
    return wrapProse(text, process.stderr.columns && process.stderr.columns - indent);
  }

  /** Prints lines for people to stderr, which are broken at the width of the terminal, if there is one. */
  protected override note(...lines: string[]): void {
    const wrap = (line: string) => wrapProse(printable(line), process.stderr.columns).split('\n');
    super.note(...lines.flatMap(wrap));
  }

  override warn(input: Error | string): Error | string {
    this.#records.write({
      event: 'warning',
      reason: input instanceof Error ? input.message : input,
    });
    return super.warn(input);
  }

  protected override async catch(error: Interfaces.CommandError): Promise<unknown> {
    const cause = this.reasonOf(error);
    const suggestion = cause instanceof ToastError ? cause.suggestion : undefined;
    this.#records.write({ event: `${this.id} failed`, reason: cause.message, suggestion });
    return super.catch(error);
  }
}
