import { BaseCommand } from '../cli/base-command.js';
import { readStatus, type Status as StatusResult } from '../extract/report/status.js';
import { statusReport } from '../cli/output/status-report.js';
import { systemRuntime } from '../runtime.js';
import { assertExtracted } from '../warehouse/state/assert-database.js';

export default class Status extends BaseCommand {
  static override summary = 'Show how current the database is, and what is missing.';

  static override description = `For each restaurant and resource: the watermark (nothing modified before it is missing), the windows
that were read, skipped and failed with the latest reason, and the rows.`;

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'What was skipped or failed, for a script',
      command: '<%= config.bin %> <%= command.id %> --json',
    },
  ];

  async run(): Promise<StatusResult> {
    const { flags } = await this.parse(Status);
    const warehouse = await this.openDatabase(flags, 'read');
    const connection = this.closing(await warehouse.connect(), (open) => open.close());
    await assertExtracted(connection, warehouse.path);
    const status = await readStatus(warehouse, connection, systemRuntime.now());
    this.log(statusReport(status, process.stdout.columns));
    return status;
  }
}
