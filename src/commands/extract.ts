import '../warehouse/memory/lean-allocator.js';
import { Flags } from '@oclif/core';
import { helpText } from '../cli/help-text.js';
import { ReportingCommand, type Verbosity } from '../cli/reporting-command.js';
import { parseTimeRange, requirePastStart } from '../config/time-range.js';
import { splitList } from '../config/values.js';
import { withExtraction, type ExtractRequest } from '../extract/from-configuration.js';
import { dryRun } from '../extract/dry-run.js';
import { runExtract } from '../extract/run.js';
import type { ExtractEvent } from '../extract/report/events.js';
import type { ExtractSummary } from '../extract/report/summary.js';
import { extractTable, planReport } from '../cli/output/report/extract-report.js';
import { outputWidth } from '../cli/output/table/output-width.js';
import { missingWarnings } from '../cli/output/report/missing-report.js';
import { createRecorder } from '../log/recorder.js';
import { selectResources } from '../resources/catalogue.js';
import { isWindowed } from '../resources/resource.js';
import { systemRuntime } from '../runtime.js';

export default class Extract extends ReportingCommand {
  static override summary = 'Copy new and changed data from the Toast API into the database.';

  static override description = helpText(`
    Reads orders, labor, cash, menus and configuration in windows of at most 30 days from
    initialSyncStart, and stores the latest version of each entity, as Toast sent it, in raw_toast. Each
    run reads only what is new, plus a small overlap, and retries what failed before. You can press
    Ctrl-C at any time: completed windows are kept.

    Exit code 68 means that some windows were skipped, failed or remain, or that some entities could
    not be loaded; the summary lists them.

    If more than a fifth of the restaurants are missing from Toast's list at once, the run ends with 68 too
    and marks none of them as removed, unless you confirm it with --accept-missing or they are still
    missing a day later.
  `);

  static override examples = [
    {
      description: 'Copy everything since the last run, or since initialSyncStart',
      command: '<%= config.bin %> <%= command.id %>',
    },
    {
      description: 'Show what would be read',
      command: '<%= config.bin %> <%= command.id %> --dry-run',
    },
    {
      description: 'Read one week of one restaurant again',
      command:
        '<%= config.bin %> <%= command.id %> --from 2026-03-02 --to 2026-03-09 --restaurants "Main Street"',
    },
  ];

  static override flags = {
    from: Flags.string({
      helpValue: '<date>',
      summary: 'Read again from this date or time (UTC), even if it was read before.',
    }),
    to: Flags.string({
      helpValue: '<date>',
      summary: 'Read up to this date or time (UTC), exclusive.',
    }),
    restaurants: Flags.string({
      helpValue: '<list>',
      summary: 'Restaurants to read: GUIDs or parts of names, separated by commas.',
    }),
    resources: Flags.string({
      helpValue: '<list>',
      summary: 'Resources to read, separated by commas. `toast resources` lists them.',
    }),
    concurrency: Flags.integer({
      helpValue: '<n>',
      summary: 'Maximum concurrent requests.',
      min: 1,
      max: 128,
    }),
    'full-refresh': Flags.boolean({ summary: 'Read everything again from initialSyncStart.' }),
    'accept-missing': Flags.boolean({
      summary: 'Take restaurants that Toast no longer lists for gone, however many they are.',
    }),
    'dry-run': Flags.boolean({ summary: 'Print the plan without reading data.' }),
  };

  async run(): Promise<ExtractSummary | { plan: unknown[] }> {
    const { flags } = await this.parse(Extract);
    const configuration = await this.configuration(flags.config, {
      database: flags.database,
      wait: flags.wait,
      resources: flags.resources === undefined ? undefined : splitList(flags.resources),
      concurrency: flags.concurrency,
    });
    const now = systemRuntime.now();
    const { initialSyncStart } = configuration;
    requirePastStart(initialSyncStart, now);
    const range = parseTimeRange(flags, { now, initialSyncStart });
    /* Reports an unknown resource before a database is created. */
    selectResources(configuration.resources);
    const signal = this.abortOnInterrupt(
      'Stopping. Completed windows are kept.',
      'The next run continues from here.',
    );
    await this.openLog(configuration.database, 'write');
    const warehouse = await this.openWarehouse(configuration, 'write', {
      rowGroups: 'raw',
      signal,
    });
    const request: Omit<ExtractRequest, 'onEvent'> = {
      configuration,
      warehouse,
      runtime: systemRuntime,
      signal,
      range,
      fullRefresh: flags['full-refresh'],
      acceptMissing: flags['accept-missing'],
      only: flags.restaurants === undefined ? undefined : splitList(flags.restaurants),
    };
    return flags['dry-run'] ? this.#plan(request) : this.#extract(request, flags);
  }

  async #plan(request: Omit<ExtractRequest, 'onEvent'>): Promise<{ plan: unknown[] }> {
    let names: ReadonlyMap<string, string> = new Map();
    const onEvent = (event: ExtractEvent) => {
      if (event.type === 'discovered') names = event.names;
      this.#noteClock(event);
    };
    const units = await withExtraction({ ...request, onEvent }, dryRun);
    this.log(planReport(units, names, outputWidth()));
    return {
      plan: units.map(({ restaurantId, resource, window }) => ({
        restaurantId,
        resource: resource.name,
        ...(isWindowed(resource)
          ? {
              windowStart: new Date(window.start).toISOString(),
              windowEnd: new Date(window.end).toISOString(),
            }
          : {}),
      })),
    };
  }

  async #extract(
    request: Omit<ExtractRequest, 'onEvent'>,
    flags: Verbosity,
  ): Promise<ExtractSummary> {
    if (!flags.quiet) this.note(`Extracting into ${request.warehouse.path}`);
    const progress = this.extractProgress(flags, request.signal);
    const recorder = createRecorder(this.records);
    let summary: ExtractSummary;
    try {
      const onEvent = (event: ExtractEvent) => {
        this.#noteClock(event);
        recorder.onExtract(event);
        progress.onEvent(event);
      };
      summary = await withExtraction({ ...request, onEvent }, runExtract);
    } finally {
      progress.stop();
    }
    if (flags.verbose) this.log(extractTable(summary, outputWidth()));
    this.report({ extract: summary, seconds: summary.seconds }, flags);
    this.records.write({ event: `extract ${summary.status}`, ...summary });
    for (const warning of missingWarnings(summary.missingRestaurants)) this.addWarning(warning);
    if (summary.status !== 'complete') this.endPartial();
    return summary;
  }

  #noteClock(event: ExtractEvent): void {
    if (event.type !== 'clock-off') return;
    const [theirs, ours] = [event.serverNow, event.now].map((time) => new Date(time).toISOString());
    this.note(`Toast's clock says ${theirs}, this machine's ${ours}. Windows end at Toast's.`);
  }
}
