import { BaseCommand, type DatabaseFlags } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { findingLines } from '../cli/output/report/doctor-report.js';
import { formatMinute } from '../cli/output/minute.js';
import { shortReason } from '../cli/output/reason.js';
import { formatBytes, formatDuration, plural } from '../cli/output/table/numbers.js';
import type { Configuration } from '../config/configuration.js';
import { configurationPath } from '../config/sources.js';
import { checkApi } from '../doctor/check-api.js';
import { checkDatabase } from '../doctor/check-database.js';
import { checkPublish, checkTargets } from '../doctor/check-publish.js';
import { exitCodeOf, ok, problem, warning, type Finding } from '../doctor/finding.js';
import { TokenCopy } from '../doctor/token-copy.js';
import { DatabaseError, ToastError } from '../errors.js';
import { systemRuntime } from '../runtime.js';
import { loadProject } from '../transform/project/load-project.js';
import type { Connection } from '../warehouse/engine/connection.js';
import { fileExists } from '../warehouse/engine/database.js';
import { createTokenStore } from '../warehouse/state/tokens.js';
import { Warehouse, withWarehouse } from '../warehouse/warehouse.js';

export default class Doctor extends BaseCommand {
  static override summary = 'Check everything that a run needs, and say what to do.';

  static override description = helpText(`
    Checks Node, the configuration and who can read it, the login, Toast's clock, the restaurants and
    scopes, the rate limit, the database file, the disk, the last run, windows that were not read, how fresh
    each restaurant is, whether the tables are up to date, and the targets of toast publish. It changes nothing, except that a token that
    it had to log in for is kept.

    ✓ is fine, ! deserves a look, ✗ keeps a run from its work. The exit code is 0 without ✗, else 3
    (configuration), 4 (Toast) or 5 (database), the first of these that applies.
  `);

  static override examples = ['<%= config.bin %> <%= command.id %>'];

  async run(): Promise<{ findings: Finding[] }> {
    const { flags } = await this.parse(Doctor);
    const signal = this.abortOnInterrupt();
    const findings: Finding[] = [];
    const report = (...found: Finding[]) => {
      /* An interruption makes a check fail, which says nothing about what it checks. */
      signal.throwIfAborted();
      findings.push(...found);
      for (const each of found) this.log(findingLines(each, process.stdout.columns).join('\n'));
    };
    report(ok('node', process.version));
    const configuration = await this.#configuration(flags, report);
    const tokens = new TokenCopy();
    report(...(await this.#database(flags, configuration, tokens, signal)));
    if (configuration !== undefined) {
      report(
        ...(await checkApi({ configuration, tokens, signal, plural, runtime: systemRuntime })),
      );
      await keepToken(configuration, tokens);
    }
    process.exitCode = exitCodeOf(findings);
    return { findings };
  }

  async #configuration(
    flags: DatabaseFlags,
    report: (...found: Finding[]) => void,
  ): Promise<Configuration | undefined> {
    const { loadConfiguration } = await import('../config/load.js');
    const { absolute } = configurationPath(flags.config, process.env);
    try {
      const { configuration, warnings } = await loadConfiguration({
        file: flags.config,
        environment: process.env,
        flags: { database: flags.database, wait: flags.wait },
      });
      report(ok('configuration', `${absolute} is valid, with a key`));
      report(...warnings.map((each) => warning('configuration', each, 'Other users can read it.')));
      report(...checkTargets(configuration));
      return configuration;
    } catch (error) {
      if (!(error instanceof ToastError)) throw error;
      report(problem('configuration', error));
      return undefined;
    }
  }

  async #database(
    flags: DatabaseFlags,
    configuration: Configuration | undefined,
    tokens: TokenCopy,
    signal: AbortSignal,
  ): Promise<Finding[]> {
    try {
      const { database } = configuration ?? (await this.databaseSettings(flags));
      if (!(await fileExists(database))) {
        return [
          warning('database', `none yet at ${database}`, 'Run `toast run`, which creates it.'),
        ];
      }
      const project = await loadProject(this.config.root);
      return await checkDatabase({
        open: () => Warehouse.open(database, { mode: 'read' }),
        project,
        now: systemRuntime.now(),
        onOpen: async (connection) => {
          if (configuration !== undefined) await tokens.fill(storeOf(connection, configuration));
        },
        checkPublish: async (warehouse) =>
          configuration === undefined
            ? []
            : checkPublish({
                ...{ configuration, project, warehouse, signal, runtime: systemRuntime },
                format: { plural, duration: formatDuration },
              }),
        format: { bytes: formatBytes, minute: formatMinute, plural, reason: shortReason },
      });
    } catch (error) {
      if (!(error instanceof ToastError)) throw error;
      return [problem('database', error)];
    }
  }
}

function storeOf(connection: Connection, { key, clientId, domain }: Configuration) {
  return createTokenStore({
    ...{ connection, key, clientId, baseUrl: domain, runtime: systemRuntime },
  });
}

/* Toast allows two logins an hour, so one that the check needed serves the next run too, unless another
   process holds the file. */
async function keepToken(configuration: Configuration, { issued }: TokenCopy): Promise<void> {
  if (issued === undefined) return;
  try {
    const opening = Warehouse.open(configuration.database, { mode: 'update' });
    await withWarehouse(opening, (warehouse) =>
      warehouse.with((connection) => storeOf(connection, configuration).save(issued)),
    );
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
  }
}
