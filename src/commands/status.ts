import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { outputWidth } from '../cli/output/table/output-width.js';
import { statusReport } from '../cli/output/report/status-report.js';
import { filterStatus } from '../extract/report/filter-status.js';
import { readStatus, type Status as StatusResult } from '../extract/report/status.js';
import { systemRuntime } from '../runtime.js';
import { assertExtracted } from '../warehouse/state/assert-database.js';

export default class Status extends BaseCommand {
  static override summary = 'Show how up to date the database is and what is missing.';

  static override description = helpText(`
    Shows the database file, the last run and the token, and a row for each restaurant, those with problems
    first: the last business day that is complete, when it was read, and what was not read. Days are
    complete as of the last toast transform.

    --restaurant, --resource and --all show a row for each restaurant and resource, with its watermark: no
    data that was modified before it is missing, except for entities that could not be loaded. --failed
    lists the windows and entities that were not read, with the reasons.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Show why something was not read',
      command: '<%= config.bin %> <%= command.id %> --failed',
    },
    {
      description: 'Show how far the orders of each restaurant are read',
      command: '<%= config.bin %> <%= command.id %> --resource orders',
    },
    {
      description: 'Print the status as JSON',
      command: '<%= config.bin %> <%= command.id %> --json',
    },
  ];

  static override flags = {
    restaurant: Flags.string({
      helpValue: '<name>',
      summary: 'Show the resources of these restaurants: a GUID or part of a name.',
    }),
    resource: Flags.string({
      helpValue: '<name>',
      summary: 'Show this resource of each restaurant.',
    }),
    failed: Flags.boolean({ summary: 'Show what was not read, with the reasons.' }),
    all: Flags.boolean({ summary: 'Show each resource of each restaurant.' }),
  };

  async run(): Promise<StatusResult> {
    const { flags } = await this.parse(Status);
    const warehouse = await this.openDatabase(flags, 'read');
    const connection = this.closeAtEnd(await warehouse.connect(), (open) => open.close());
    await assertExtracted(connection, warehouse.path);
    const status = await readStatus(warehouse, connection, systemRuntime.now());
    const shown = filterStatus(status, flags);
    this.log(statusReport(shown, { ...flags, width: outputWidth() }));
    return shown;
  }
}
