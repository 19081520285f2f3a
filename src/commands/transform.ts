import { randomUUID } from 'node:crypto';
import { Flags } from '@oclif/core';
import { helpText } from '../cli/help-text.js';
import { ReportingCommand } from '../cli/reporting-command.js';
import { exitCodes } from '../errors.js';
import { createRecorder } from '../log/recorder.js';
import { summarizeModels } from '../pipeline/run-summary.js';
import { systemRuntime } from '../runtime.js';
import { loadProject } from '../transform/project/load-project.js';
import { formatRunEvent, type ModelRunResult } from '../transform/run/model-events.js';
import { runModels } from '../transform/run/run-models.js';
import { assertExtracted } from '../warehouse/state/assert-database.js';

type PlainResult = Omit<ModelRunResult, 'error'> & {
  error?: { message: string; suggestion: string | undefined };
};

export default class Transform extends ReportingCommand {
  static override summary = 'Build the tables from the extracted data.';

  static override description = helpText(`
    Runs the bundled SQL models or those of your own dbt project. Incremental tables process only the
    orders that were loaded since the last build. If a model fails, its table is kept as it was, the
    models that depend on it are skipped, and all others are built.

    Select models as in dbt: by name (with *), folder, path:models/core, tag:x or
    config.materialized:incremental. Use +name to add the models that it depends on, and name+ to add the
    models that depend on it. The staging models that a selected model reads are always built with it.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Build one table and the tables that depend on it',
      command: '<%= config.bin %> <%= command.id %> --select orders_check+',
    },
    {
      description: 'Rebuild a table from scratch',
      command: '<%= config.bin %> <%= command.id %> --select orders_check --full-refresh',
    },
    {
      description: 'Build your own models on top of the bundled ones',
      command: '<%= config.bin %> <%= command.id %> --project-dir ./reports',
    },
  ];

  static override flags = {
    select: Flags.string({
      helpValue: '<selector>',
      char: 's',
      summary: 'Models to build.',
      multiple: true,
    }),
    exclude: Flags.string({
      helpValue: '<selector>',
      summary: 'Models to leave out.',
      multiple: true,
    }),
    'full-refresh': Flags.boolean({ summary: 'Rebuild incremental tables from scratch.' }),
    threads: Flags.integer({
      helpValue: '<n>',
      summary: 'Maximum concurrent models.',
      default: 2,
      min: 1,
      max: 64,
    }),
    'project-dir': Flags.directory({
      helpValue: '<folder>',
      summary: 'Folder of a dbt project to use instead of the bundled models.',
    }),
  };

  async run(): Promise<{ models: PlainResult[] }> {
    const { flags } = await this.parse(Transform);
    const signal = this.abortOnInterrupt(
      'Stopping. Tables that are built are kept.',
      'Run `toast transform` again to build the other tables.',
    );
    const project = await loadProject(flags['project-dir'] ?? this.config.root);
    const settings = await this.databaseSettings(flags);
    await this.openLog(settings.database, 'update');
    const warehouse = await this.openWarehouse(settings, 'update', { signal });
    if (flags['project-dir'] === undefined) {
      await warehouse.with((connection) => assertExtracted(connection, warehouse.path));
    }
    const startedAt = systemRuntime.now();
    const recorder = createRecorder(this.records);
    const progress = this.stepProgress('Building the tables', flags, signal);
    const results = await runModels({
      warehouse,
      project,
      select: flags.select,
      exclude: flags.exclude,
      fullRefresh: flags['full-refresh'],
      threads: flags.threads,
      runId: randomUUID(),
      clock: systemRuntime.now,
      signal,
      onEvent: (event) => {
        recorder.onModel(event);
        progress.onEvent(event);
        if (flags.verbose) this.note(formatRunEvent(event));
      },
    }).finally(progress.stop);
    const errors = results.flatMap(({ error }) => error ?? []);
    if (errors.length > 0) process.exitCode = exitCodes.model;
    this.explain(errors, flags, (error) => this.noteError(error));
    const models = summarizeModels(results);
    const seconds = (systemRuntime.now() - startedAt) / 1000;
    this.report({ models, seconds }, flags, true);
    this.records.write({ event: 'transform ended', seconds, ...models });
    return { models: results.map(toPlain) };
  }
}

function toPlain({ error, ...result }: ModelRunResult): PlainResult {
  if (error === undefined) return result;
  return { ...result, error: { message: error.message, suggestion: error.suggestion } };
}
