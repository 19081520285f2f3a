import { randomUUID } from 'node:crypto';
import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { exitCodes } from '../errors.js';
import { systemRuntime } from '../runtime.js';
import { loadProject } from '../transform/project/load-project.js';
import { formatRunEvent, type ModelRunResult } from '../transform/run/model-events.js';
import { runModels } from '../transform/run/run-models.js';
import { assertExtracted } from '../warehouse/state/assert-database.js';

type PlainResult = Omit<ModelRunResult, 'error'> & {
  error?: { message: string; suggestion: string | undefined };
};

export default class Transform extends BaseCommand {
  static override summary = 'Build the tables from what was extracted.';

  static override description = `Runs the SQL models of the package, or those of a dbt project of your own. Tables of orders take in the
orders that have landed since they were last built. A model that fails leaves its table as it was; what
depends on it is skipped, and everything else is built.

Models are selected as in dbt: by name (with *), folder, path:models/core, tag:x or
config.materialized:incremental; +name adds what it reads, name+ what reads it. The staging tables that a
selected model reads are always built with it.`;

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'One table and what is built on it',
      command: '<%= config.bin %> <%= command.id %> --select orders_check+',
    },
    {
      description: 'A table from scratch, after its columns changed',
      command: '<%= config.bin %> <%= command.id %> --select orders_check --full-refresh',
    },
    {
      description: 'Your own models, on top of those of the package',
      command: '<%= config.bin %> <%= command.id %> --project-dir ./reports',
    },
  ];

  static override flags = {
    select: Flags.string({ char: 's', summary: 'Models to build.', multiple: true }),
    exclude: Flags.string({ summary: 'Models to leave out.', multiple: true }),
    'full-refresh': Flags.boolean({ summary: 'Build incremental tables from scratch.' }),
    threads: Flags.integer({
      summary: 'How many models to build at a time.',
      default: 2,
      min: 1,
      max: 64,
    }),
    'project-dir': Flags.directory({
      summary: 'Folder of a dbt project, instead of the models of the package.',
    }),
  };

  async run(): Promise<{ models: PlainResult[] }> {
    const { flags } = await this.parse(Transform);
    const project = await loadProject(flags['project-dir'] ?? this.config.root);
    const warehouse = await this.openDatabase(flags, 'update');
    if (flags['project-dir'] === undefined) {
      await warehouse.with((connection) => assertExtracted(connection, warehouse.path));
    }
    const results = await runModels({
      warehouse,
      project,
      select: flags.select,
      exclude: flags.exclude,
      fullRefresh: flags['full-refresh'],
      threads: flags.threads,
      runId: randomUUID(),
      clock: systemRuntime.now,
      onEvent: (event) => {
        if (event.type === 'done') this.log(formatRunEvent(event));
        else this.note(formatRunEvent(event));
      },
    });
    for (const { error } of results) {
      if (error === undefined) continue;
      process.exitCode = exitCodes.model;
      this.note(`\n${[error.message, error.suggestion].filter(Boolean).join('\n')}`);
    }
    return { models: results.map(toPlain) };
  }
}

function toPlain({ error, ...result }: ModelRunResult): PlainResult {
  if (error === undefined) return result;
  return { ...result, error: { message: error.message, suggestion: error.suggestion } };
}
