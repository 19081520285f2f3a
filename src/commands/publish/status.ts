import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { helpText } from '../../cli/help-text.js';
import { publishStatusReport } from '../../cli/output/report/publish-lines.js';
import { loadTargets, targetArgument } from '../../cli/publish-input.js';
import type { TargetStatus } from '../../publish/publisher.js';
import { readTargetStatus } from '../../publish/run/target-status.js';
import { systemRuntime } from '../../runtime.js';
import { loadProject } from '../../transform/project/load-project.js';

export default class PublishStatus extends BaseCommand {
  static override summary = 'Show what a target holds and whether it differs from the database.';

  static override description = helpText(`
    Shows when a target was published to, its tables and rows, and the tables in which it differs from
    what toast publish would write now. Nothing is written.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %> nightly',
    {
      description: 'Print the status of a file as JSON',
      command: '<%= config.bin %> <%= command.id %> share/sales.duckdb --json',
    },
  ];

  static override args = { target: targetArgument };

  static override flags = {
    'project-dir': Flags.directory({
      helpValue: '<folder>',
      summary:
        'Folder of the dbt project that the tables were built from, if not the bundled models.',
    }),
  };

  async run(): Promise<TargetStatus[]> {
    const { flags, args } = await this.parse(PublishStatus);
    const { targets, settings } = await loadTargets([args.target], flags);
    const signal = this.abortOnInterrupt();
    const project = await loadProject(flags['project-dir'] ?? this.config.root);
    const warehouse = await this.openDatabase(flags, 'read', signal);
    const statuses: TargetStatus[] = [];
    for (const target of targets) {
      const options = { warehouse, project, target, settings, signal, runtime: systemRuntime };
      const status = await readTargetStatus(options);
      this.log(publishStatusReport(status, systemRuntime.now(), process.stdout.columns));
      statuses.push(status);
    }
    return statuses;
  }
}
