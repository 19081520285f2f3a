import { Flags } from '@oclif/core';
import { helpText } from '../cli/help-text.js';
import { ReportingCommand } from '../cli/reporting-command.js';
import { outputWidth } from '../cli/output/table/output-width.js';
import { extractTable } from '../cli/output/report/extract-report.js';
import { missingWarnings } from '../cli/output/report/missing-report.js';
import { requireInterval } from '../cli/durations.js';
import { heartbeat, problemReport } from '../cli/output/report/run-report.js';
import type { Configuration } from '../config/configuration.js';
import { requirePastStart } from '../config/time-range.js';
import { parseDuration, splitList } from '../config/values.js';
import { exitCodes } from '../errors.js';
import { createRecorder } from '../log/recorder.js';
import { runEvery } from '../pipeline/every.js';
import { notify } from '../pipeline/notify.js';
import { runPipeline } from '../pipeline/run-pipeline.js';
import type { RunSummary } from '../pipeline/run-summary.js';
import { chooseSteps, configuredSteps, stepsBefore, type StepName } from '../pipeline/steps.js';
import { selectResources } from '../resources/catalogue.js';
import { systemRuntime } from '../runtime.js';
import { loadProject } from '../transform/project/load-project.js';
import { formatRunEvent } from '../transform/run/model-events.js';
import { formatTestEvent } from '../transform/run/test-events.js';
import type { Project } from '../transform/project/model.js';

/* A run that opens the file more than once, which its first one does, must not fail because of somebody who
   asks a question in between. */
const minWaitMs = 60_000;

export default class Run extends ReportingCommand {
  static override summary = 'Extract, transform and test in one go, once or at an interval.';

  static override description = helpText(`
    Does what extract, transform and test do, one after the other, and prints one summary. With publish in
    the configuration, it then publishes to those targets; with report, it writes the morning report. A
    partial extraction does not keep the tables from being built; a failed login or a locked database ends
    the run. After a model or data test that failed, nothing is published. Data tests that have passed are
    run again when what they read may have changed. Everything that happens is in logs/toast.log beside
    the database.

    With --every, the command keeps running: it starts a run at each interval, closes the database
    between runs, goes on after runs that failed, and ends on Ctrl-C or SIGTERM.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Keep the database up to date, and report runs that are not complete',
      command: `<%= config.bin %> <%= command.id %> --every 15m --on-failure 'curl --data @- https://alerts.example.com'`,
    },
    {
      description: 'Extract and transform only',
      command: '<%= config.bin %> <%= command.id %> --skip test',
    },
  ];

  static override flags = {
    only: Flags.string({
      helpValue: '<list>',
      summary: 'Steps to run, separated by commas: extract, transform, test, publish, report.',
    }),
    skip: Flags.string({ helpValue: '<list>', summary: 'Steps to leave out.' }),
    'test-all': Flags.boolean({
      summary: 'Run all data tests, also those that have passed on the same rows before.',
    }),
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
  };

  async run(): Promise<RunSummary | undefined> {
    const { flags } = await this.parse(Run);
    const only = flags.only === undefined ? undefined : splitList(flags.only);
    const chosen = chooseSteps({
      only,
      skip: flags.skip === undefined ? undefined : splitList(flags.skip),
    });
    const configuration = await this.configuration(flags.config, {
      database: flags.database,
      wait: flags.wait,
    });
    const steps = configuredSteps(chosen, configuration, only);
    requirePastStart(configuration.initialSyncStart, systemRuntime.now());
    selectResources(configuration.resources);
    const project = await loadProject(flags['project-dir'] ?? this.config.root);
    const signal = this.abortOnInterrupt('Stopping. Completed windows are kept.');
    await this.openLog(configuration.database, 'write');
    const round: Round = { configuration, project, steps, signal, flags };
    if (flags.every !== undefined) {
      await this.#serve(round, parseDuration(flags.every) ?? 0);
      return undefined;
    }
    const summary = await this.#runOnce(round);
    if (flags.verbose && summary.extract !== undefined) {
      this.log(extractTable(summary.extract, outputWidth()));
    }
    this.report(summary, flags);
    for (const warning of missingWarnings(summary.extract?.missingRestaurants ?? [])) {
      this.addWarning(warning);
    }
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
        if (!flags.quiet || summary.exitCode !== 0) {
          this.log(heartbeat(summary, signal.aborted ? undefined : nextAt));
        }
        const problems = problemReport(summary);
        if (problems !== '') this.log(problems);
        /* The line of the round says that it was interrupted. */
        if (summary.failure !== undefined && !signal.aborted) this.noteError(summary.failure);
        /* What is wrong from the start does not mend by itself. */
        const isHopeless = isFirst && summary.failure?.exitCode === exitCodes.configuration;
        isFirst = false;
        if (isHopeless) process.exitCode = summary.exitCode;
        return !isHopeless;
      },
    });
  }

  async #runOnce({ configuration, project, steps, signal, flags }: Round): Promise<RunSummary> {
    const show = flags.verbose ? (line: string) => this.note(line) : () => undefined;
    const shown = flags.every === undefined ? flags : { ...flags, quiet: !flags.verbose };
    const extracting = this.extractProgress(shown, signal);
    const building = this.stepProgress('', shown, signal);
    const testing = this.stepProgress('', shown, signal);
    const progress: Partial<Record<StepName, { stop(): void }>> = {
      ...{ extract: extracting, transform: building, test: testing },
    };
    const stopProgress = () => Object.values(progress).forEach(({ stop }) => stop());
    const recorder = createRecorder(this.records);
    const settings = { ...configuration, wait: Math.max(configuration.wait, minWaitMs) };
    let opened = 0;
    this.records.write({ event: 'round started', steps });
    try {
      const summary = await runPipeline({
        ...{ configuration, project, steps, signal, threads: flags.threads },
        testAll: flags['test-all'],
        runtime: systemRuntime,
        open: ({ mode, rowGroups }) =>
          this.openWarehouse(opened++ === 0 ? configuration : settings, mode, {
            ...{ rowGroups, signal },
            close: 'caller',
          }),
        onStep: (step) => {
          for (const earlier of stepsBefore(step)) progress[earlier]?.stop();
          this.records.write({ event: 'step started', step });
          if (!shown.quiet) this.note(stepNotes[step]);
        },
        onExtract: (event) => {
          recorder.onExtract(event);
          extracting.onEvent(event);
        },
        onModel: (event) => {
          recorder.onModel(event);
          building.onEvent(event);
          show(formatRunEvent(event));
        },
        onTest: (event) => {
          recorder.onTest(event);
          testing.onEvent(event);
          show(formatTestEvent(event));
        },
        onPublish: recorder.onPublish,
      });
      this.records.write({ event: `run ${summary.status}`, ...summary });
      if (summary.exitCode !== 0) await this.#report(summary, flags['on-failure']);
      return summary;
    } finally {
      stopProgress();
    }
  }

  async #report(summary: RunSummary, command: string | undefined): Promise<void> {
    if (command === undefined) return;
    const problem = await notify(command, summary);
    if (problem !== undefined) this.warn(`The command of --on-failure ${problem}.`);
  }
}

const stepNotes: Readonly<Record<StepName, string>> = {
  extract: 'Extracting',
  transform: 'Building the tables',
  test: 'Testing the tables',
  publish: 'Publishing the tables',
  report: 'Writing the report',
};

interface Round {
  readonly configuration: Configuration;
  readonly project: Project;
  readonly steps: readonly StepName[];
  readonly signal: AbortSignal;
  readonly flags: {
    readonly threads: number;
    readonly 'test-all': boolean;
    readonly verbose: boolean;
    readonly quiet: boolean;
    readonly every?: string | undefined;
    readonly 'on-failure'?: string | undefined;
  };
}
