import { BaseCommand } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { readStatus, type Status as StatusResult } from '../extract/report/status.js';
import { statusReport } from '../cli/output/report/status-report.js';
import { outputWidth } from '../cli/output/table/output-width.js';
import { systemRuntime } from '../runtime.js';
import { assertExtracted } from '../warehouse/state/assert-database.js';

export default class Status extends BaseCommand {
  static override summary = 'Show how up to date the database is and what is missing.';

  static override description = helpText(`
    Shows the database file, the last run and the token, and for each restaurant and resource the
    watermark, the windows that were read, skipped or failed, the rows, and the latest reason for a
    window that was not read. No data that was modified before the watermark is missing, except for
    entities that could not be loaded, which are listed with the reason.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Print the status as JSON',
      command: '<%= config.bin %> <%= command.id %> --json',
    },
  ];

  async run(): Promise<StatusResult> {
    const { flags } = await this.parse(Status);
    const warehouse = await this.openDatabase(flags, 'read');
    const connection = this.closeAtEnd(await warehouse.connect(), (open) => open.close());
    await assertExtracted(connection, warehouse.path);
    const status = await readStatus(warehouse, connection, systemRuntime.now());
    this.log(statusReport(status, outputWidth()));
    return status;
  }
}
