import { Args, Flags } from '@oclif/core';
import { helpText } from '../../cli/help-text.js';
import { loadTargets } from '../../cli/publish-input.js';
import { ReportingCommand } from '../../cli/reporting-command.js';
import { exitCodeOf } from '../../pipeline/run-summary.js';
import { createRecorder } from '../../log/recorder.js';
import type { PublishedTableResult } from '../../publish/publisher.js';
import { publishTargets, type TargetOutcome } from '../../publish/run/publish-targets.js';
import { summarizePublish, type PublishSummary } from '../../publish/run/summary.js';
import { systemRuntime } from '../../runtime.js';
import { loadProject } from '../../transform/project/load-project.js';
import { assertExtracted } from '../../warehouse/state/assert-database.js';

interface PublishOutput {
  readonly seconds: number;
  readonly targets: readonly (PublishSummary & {
    readonly details: readonly PublishedTableResult[];
  })[];
}

export default class Publish extends ReportingCommand {
  static override summary = 'Copy the modelled tables to where others read them.';

  static override description = helpText(`
    Publishes the tables and views of toast, toast_marts and toast_history to targets: a DuckDB file, a
    folder of Parquet files here or on S3, a DuckLake, or MotherDuck. A target is named in the
    configuration, or by what it is: share/sales.duckdb, lake/, s3://bucket/sales/, ducklake:postgres:…,
    md:sales. Without one, all targets of the configuration are published to.

    Readers of a target see all of the old data or all of the new. Raw payloads, the token and state of the
    toolkit are never published; a target of the configuration can also leave out tables, columns and what
    guests and employees are known by. A target that is equal to the database is left as it is.

    The command only reads the database, so other processes can read it at the same time.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Write a file for analysts, and compare it with the database',
      command: '<%= config.bin %> <%= command.id %> share/sales.duckdb --verify',
    },
    {
      description: 'Show what would be written to a target of the configuration',
      command: '<%= config.bin %> <%= command.id %> nightly --dry-run',
    },
  ];

  static override strict = false;

  static override args = {
    target: Args.string({
      description:
        'Name of a target in the configuration, or what it is. Several can be given. Defaults to all of the configuration.',
    }),
  };

  static override flags = {
    full: Flags.boolean({ summary: 'Write everything, whether it has changed or not.' }),
    'dry-run': Flags.boolean({
      summary: 'Write nothing, and show what would be written.',
      exclusive: ['verify'],
    }),
    verify: Flags.boolean({
      summary: 'Read back every table, and compare counts and hashes with the database.',
    }),
    'project-dir': Flags.directory({
      helpValue: '<folder>',
      summary:
        'Folder of the dbt project that the tables were built from, if not the bundled models.',
    }),
  };

  async run(): Promise<PublishOutput> {
    const { flags, argv } = await this.parse(Publish);
    const { targets, settings } = await loadTargets(argv.map(String), flags);
    const signal = this.abortOnInterrupt(
      'Stopping. Targets that are not finished stay as they were.',
    );
    const project = await loadProject(flags['project-dir'] ?? this.config.root);
    const database = await this.databaseSettings(flags);
    await this.openLog(database.database, 'read');
    const warehouse = await this.openWarehouse(database, 'read', { signal });
    await warehouse.with((connection) => assertExtracted(connection, warehouse.path));
    const startedAt = systemRuntime.now();
    const recorder = createRecorder(this.records);
    const outcomes = await publishTargets({
      ...{ warehouse, project, targets, settings, signal },
      full: flags.full,
      dryRun: flags['dry-run'],
      verify: flags.verify,
      waitMs: ({ wait }) => (flags.wait === undefined ? (wait ?? database.wait) : database.wait),
      runtime: systemRuntime,
      onEvent: ({ name }, event) => {
        recorder.onPublish(name, event);
        if (event.type === 'started' && !flags.quiet) {
          this.note(flags['dry-run'] ? `Comparing with ${name}` : `Publishing to ${name}`);
        }
        if (event.type === 'waiting') this.note(`${name}: ${event.reason} Waiting.`);
        if (event.type === 'table' && flags.verbose) {
          this.note(`${name}: ${event.result.table}: ${event.result.written} rows`);
        }
      },
    });
    const publish = outcomes.map(summarizePublish);
    for (const outcome of outcomes) this.#warnOfGuesses(outcome);
    const seconds = (systemRuntime.now() - startedAt) / 1000;
    this.report({ publish, seconds }, flags);
    this.records.write({ event: 'publish ended', seconds, publish });
    process.exitCode = exitCodeOf({ publish });
    return {
      seconds,
      targets: publish.map((summary, i) => ({
        ...summary,
        details: outcomes[i]?.result?.tables ?? [],
      })),
    };
  }

  #warnOfGuesses({ target, plan }: TargetOutcome): void {
    const guessed = plan?.guessedColumns ?? [];
    if (guessed.length === 0) return;
    this.warn(
      `${target.name}: ${guessed.join(', ')} may hold personal data by their names, so they are null. Say in YAML what they hold: config: { meta: { personal_data: none } }, or guest, employee or text.`,
    );
  }
}
