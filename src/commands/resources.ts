import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { checkResources } from '../extract/check-resources.js';
import { withExtraction } from '../extract/from-configuration.js';
import { outputWidth } from '../cli/output/table/output-width.js';
import { renderTable } from '../cli/output/table/table.js';
import { catalogue } from '../resources/catalogue.js';
import { systemRuntime } from '../runtime.js';

interface ResourceRow {
  resource: string;
  api: string;
  holds: string;
  scope: string;
  syncMode: string;
  tables: readonly string[];
  /** Only with --check. */
  readable?: boolean;
}

export default class Resources extends BaseCommand {
  static override summary = 'List the resources that can be read from the Toast API.';

  static override description = helpText(`
    For each resource, shows the scope that the credentials need, how it is read (in full, by
    modification date, by its own dates, by business date, or when its version changed), and the tables
    that are built from it.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Show which resources your credentials can read',
      command: '<%= config.bin %> <%= command.id %> --check',
    },
  ];

  static override flags = {
    check: Flags.boolean({ summary: 'Show which resources the configured credentials can read.' }),
  };

  async run(): Promise<ResourceRow[]> {
    const { flags } = await this.parse(Resources);
    const allowed = flags.check ? await this.#check(flags) : undefined;
    const rows = catalogue.map((resource): ResourceRow => ({
      resource: resource.name,
      api: resource.api,
      holds: resource.title,
      scope: resource.syncMode === 'account' ? '' : resource.scope,
      syncMode: resource.syncMode,
      tables: resource.tables,
      ...(allowed === undefined ? {} : { readable: allowed(resource.name) }),
    }));
    this.log(
      renderTable({
        columns: [
          ...['resource', 'scope', 'sync mode'].map((name) => ({ name })),
          { name: 'tables', wrap: true },
          ...(allowed ? [{ name: 'readable' }] : []),
        ],
        rows: rows.map(({ resource, scope, syncMode, tables, readable }) => [
          resource,
          scope,
          syncMode,
          tables.join(', '),
          ...(readable === undefined ? [] : [readable ? 'yes' : 'no']),
        ]),
        width: outputWidth(),
      }),
    );
    return rows;
  }

  async #check(flags: { config?: string; database?: string; wait?: string }) {
    const configuration = await this.configuration(flags.config, {
      database: flags.database,
      wait: flags.wait,
    });
    const signal = this.abortOnInterrupt('Stopping.');
    const warehouse = await this.openWarehouse(configuration, 'write', { signal });
    return withExtraction(
      {
        configuration,
        warehouse,
        runtime: systemRuntime,
        signal,
        onEvent: () => undefined,
      },
      checkResources,
    );
  }
}
