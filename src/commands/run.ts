import '../warehouse/engine/lean-allocator.js';
import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { extractProgress } from '../cli/output/extract-progress.js';
import { heartbeat, problemReport, runReport } from '../cli/output/run-report.js';
import type { Configuration } from '../config/configuration.js';
import { requirePastStart } from '../config/time-range.js';
import { parseDuration, splitList } from '../config/values.js';
import { exitCodes, UsageError } from '../errors.js';
import { openLogFile, type LogFile } from '../log/log-file.js';
import { extractRecord, modelRecord, testRecord } from '../log/records.js';
import { runEvery } from '../pipeline/every.js';
import { notify } from '../pipeline/notify.js';
import { runPipeline } from '../pipeline/run-pipeline.js';
import type { RunSummary } from '../pipeline/run-summary.js';
import { chooseSteps, type StepName } from '../pipeline/steps.js';
import { selectResources } from '../resources/catalogue.js';
import { systemRuntime } from '../runtime.js';
import { loadProject } from '../transform/project/load-project.js';
import { formatRunEvent } from '../transform/run/model-events.js';
import { formatTestEvent } from '../transform/run/test-events.js';
import type { Project } from '../transform/project/model.js';
import { resolveDatabasePath } from '../warehouse/database-path.js';

/* Between two steps another process may have opened the file; a person who asks a question is soon done. */
const minWaitMs = 60_000;

export default class Run extends BaseCommand {
  static override summary = 'Extract, transform and test in one go, once or at an interval.';

  static override description = helpText(`
    Does what extract, transform and test do, one after the other, and prints one summary. A partial
    extraction does not keep the tables from being built; a failed login or a locked database ends the run.
    Everything that happens is in logs/toast.log beside the database.

    With --every, the command keeps running: it starts a run at each interval, closes the database
    between runs, goes on after runs that failed, and ends on Ctrl-C or SIGTERM.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Keep the database up to date, and report runs that are not complete',
      command: `<%= config.bin %> <%= command.id %> --every 15m --on-failure './tell-owner.sh'`,
    },
    {
      description: 'Extract and transform only',
      command: '<%= config.bin %> <%= command.id %> --skip test',
    },
  ];

  static override flags = {
    only: Flags.string({
      helpValue: '<list>',
      summary: 'Steps to run, separated by commas: extract, transform, test.',
    }),
    skip: Flags.string({ helpValue: '<list>', summary: 'Steps to leave out.' }),
    every: Flags.string({
      helpValue: '<duration>',
      summary: 'Run again at this interval, such as 15m or 1h, until it is stopped.',
      parse: async (text) => requireInterval(text),
      exclusive: ['json'],
    }),
    'on-failure': Flags.string({
      helpValue: '<command>',
      summary:
        'Shell command to run when a run is not complete. It gets the summary as JSON on its standard input.',
    }),
    'project-dir': Flags.directory({
      helpValue: '<folder>',
      summary: 'Folder of a dbt project to use instead of the bundled models.',
    }),
    threads: Flags.integer({
      helpValue: '<n>',
      summary: 'Maximum concurrent models and tests.',
      default: 2,
      min: 1,
      max: 64,
    }),
    verbose: Flags.boolean({ summary: 'Print every window, model and test.' }),
    quiet: Flags.boolean({ summary: 'Print only problems.', exclusive: ['verbose'] }),
  };

  async run(): Promise<RunSummary | undefined> {
    const { flags } = await this.parse(Run);
    const steps = chooseSteps({
      only: flags.only === undefined ? undefined : splitList(flags.only),
      skip: flags.skip === undefined ? undefined : splitList(flags.skip),
    });
    const configuration = await this.configuration(flags.config, {
      database: flags.database,
      wait: flags.wait,
    });
    requirePastStart(configuration.initialSyncStart, systemRuntime.now());
    selectResources(configuration.resources);
    const project = await loadProject(flags['project-dir'] ?? this.config.root);
    const signal = this.abortOnInterrupt('Stopping. Completed windows are kept.');
    const log = this.closeAtEnd(
      await openLogFile({
        database: await resolveDatabasePath(configuration.database),
        command: 'run',
        now: systemRuntime.now,
      }),
      (open) => open.close(),
    );
    const round: Round = { configuration, project, steps, signal, log, flags };
    if (flags.every !== undefined) {
      await this.#serve(round, parseDuration(flags.every) ?? 0);
      return undefined;
    }
    const summary = await this.#runOnce(round);
    if (flags.quiet) this.log(problemReport(summary));
    else this.log(runReport(summary, log.path));
    if (summary.failure !== undefined) this.noteError(summary.failure);
    process.exitCode = summary.exitCode;
    return summary;
  }

  async #serve(round: Round, intervalMs: number): Promise<void> {
    const { signal, flags } = round;
    let isFirst = true;
    await runEvery({
      ...{ intervalMs, signal, runtime: systemRuntime },
      round: async (nextAt) => {
        const summary = await this.#runOnce(round);
        if (!flags.quiet || summary.exitCode !== 0) this.log(heartbeat(summary, nextAt));
        if (summary.exitCode !== 0) this.log(problemReport(summary));
        if (summary.failure !== undefined) this.noteError(summary.failure);
        /* What is wrong from the start does not mend by itself. */
        const isHopeless = isFirst && summary.failure?.exitCode === exitCodes.configuration;
        isFirst = false;
        if (isHopeless) process.exitCode = summary.exitCode;
        return !isHopeless;
      },
    });
  }

  async #runOnce({
    configuration,
    project,
    steps,
    signal,
    log,
    flags,
  }: Round): Promise<RunSummary> {
    const show = flags.verbose ? (line: string) => this.note(line) : () => undefined;
    const bars = flags.quiet || flags.every !== undefined ? undefined : this.terminal();
    const progress = extractProgress(bars, systemRuntime, show);
    const settings = { ...configuration, wait: Math.max(configuration.wait, minWaitMs) };
    let names: ReadonlyMap<string, string> = new Map();
    let opened = 0;
    log.write({ event: 'run started', steps });
    try {
      const summary = await runPipeline({
        ...{ configuration, project, steps, signal, threads: flags.threads },
        runtime: systemRuntime,
        open: ({ mode, lean = false }) =>
          this.openWarehouse(opened++ === 0 ? configuration : settings, mode, {
            ...{ lean, signal },
            close: 'caller',
          }),
        onStep: (step) => {
          if (step !== 'extract') progress.stop();
          log.write({ event: 'step started', step });
          if (flags.every === undefined && !flags.quiet) this.note(stepNotes[step]);
        },
        onExtract: (event) => {
          if (event.type === 'discovered') names = event.names;
          const record = extractRecord(event, names);
          if (record !== undefined) log.write(record);
          progress.onEvent(event);
        },
        onModel: (event) => {
          const record = modelRecord(event);
          if (record !== undefined) log.write(record);
          show(formatRunEvent(event));
        },
        onTest: (event) => {
          const record = testRecord(event);
          if (record !== undefined) log.write(record);
          show(formatTestEvent(event));
        },
      });
      log.write({ event: `run ${summary.status}`, ...summary });
      if (summary.exitCode !== 0) await this.#report(summary, flags['on-failure'], log);
      return summary;
    } finally {
      progress.stop();
    }
  }

  async #report(summary: RunSummary, command: string | undefined, log: LogFile): Promise<void> {
    if (command === undefined) return;
    const problem = await notify(command, summary);
    if (problem === undefined) return;
    log.write({ event: 'on-failure command failed', reason: problem });
    this.warn(`The command of --on-failure ${problem}.`);
  }
}

const stepNotes: Readonly<Record<StepName, string>> = {
  extract: 'Extracting',
  transform: 'Building the tables',
  test: 'Testing the tables',
};

interface Round {
  readonly configuration: Configuration;
  readonly project: Project;
  readonly steps: readonly StepName[];
  readonly signal: AbortSignal;
  readonly log: LogFile;
  readonly flags: {
    readonly threads: number;
    readonly verbose: boolean;
    readonly quiet: boolean;
    readonly every?: string | undefined;
    readonly 'on-failure'?: string | undefined;
  };
}

const shortestIntervalMs = 60_000;

function requireInterval(text: string): string {
  const interval = parseDuration(text);
  if (interval !== undefined && interval >= shortestIntervalMs) return text;
  throw new UsageError(`--every ${text} is not an interval.`, {
    suggestion: 'Use one of a minute or more, such as 15m, 1h or 24h.',
  });
}
