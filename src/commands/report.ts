import { extname } from 'node:path';
import { Flags } from '@oclif/core';
import { BaseCommand, type DatabaseFlags } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { openFile } from '../cli/open-file.js';
import { assertNotGuarded, guardedFiles } from '../cli/output/guarded-files.js';
import { formatCount } from '../cli/output/table/numbers.js';
import { writeText } from '../cli/output/write-result.js';
import type { ReportSettings } from '../config/configuration.js';
import { configurationPath } from '../config/sources.js';
import { isDate } from '../config/values.js';
import { UsageError } from '../errors.js';
import type { Report as ReportDocument } from '../report/document/report.js';
import { assertReplaceable } from '../report/files/own-files.js';
import { writeToFolder } from '../report/files/report-folder.js';
import { renderMarkdown } from '../report/markdown/render-markdown.js';
import { makePage } from '../report/make/make-page.js';
import { readReport, type ReportRequest } from '../report/read/read-report.js';
import { systemRuntime } from '../runtime.js';
import type { Connection } from '../warehouse/engine/connection.js';
import { assertExtracted } from '../warehouse/state/assert-database.js';

const formats = ['html', 'json', 'markdown'] as const;

type Format = (typeof formats)[number];

/* Names standard output. */
const stdout = '-';

export default class Report extends BaseCommand {
  static override summary = 'Make the morning report: one page about a business day.';

  static override description = helpText(`
    Writes one HTML file that needs no network and no script: sales, labor, items, what is out of line, what
    is to settle, and whether the numbers tie. It is made from the tables of the last toast transform.

    Without --output, the file goes to the folder that report in the configuration names, as
    <date>.html, or else to report.html in the current folder. Markdown, which fits a chat message, and JSON
    are printed. Files are readable only by you. A file that is not a report is not replaced.

    With report in the configuration, toast run makes the report after the tables are built.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %> --open',
    {
      description: 'Report on a day and two restaurants',
      command:
        '<%= config.bin %> <%= command.id %> --date 2026-11-25 --restaurant "Main Street" --restaurant Airport --output main-airport.html',
    },
    {
      description: 'Post the numbers to a chat',
      command: `<%= config.bin %> <%= command.id %> --format markdown | jq --raw-input --slurp '{text: .}' | curl --json @- https://chat.example.com/hook`,
    },
    {
      description: 'Read a number of the report',
      command: `<%= config.bin %> <%= command.id %> --format json | jq '.locations.totals[].netSales.value'`,
    },
  ];

  static override flags = {
    date: Flags.string({
      helpValue: '<date>',
      summary: 'Business date of the report, as 2026-11-25. Defaults to the latest complete one.',
      parse: async (text) => requireDate(text),
    }),
    restaurant: Flags.string({
      helpValue: '<name>',
      summary: 'Restaurant to report on: a GUID or part of a name. Can be repeated.',
      multiple: true,
      multipleNonGreedy: true,
    }),
    output: Flags.file({
      helpValue: '<path>',
      char: 'o',
      summary: 'Write the report to this file, or to standard output if it is -.',
    }),
    format: Flags.option({
      summary: 'Format of the report. Defaults to that of the name of --output, else html.',
      options: formats,
    })(),
    force: Flags.boolean({ summary: 'Replace the file of --output even if it is not a report.' }),
    open: Flags.boolean({ summary: 'Open the report in the browser.' }),
  };

  async run(): Promise<ReportDocument | { businessDate: string; output: string }> {
    const { flags } = await this.parse(Report);
    const isData = this.jsonEnabled() && !flags.open;
    const format = flags.format ?? formatOf(flags.output) ?? (isData ? 'json' : 'html');
    const settings = await this.#settings(flags);
    const target = targetOf(flags, format, settings);
    if (flags.open && (format !== 'html' || target === stdout)) {
      throw new UsageError('--open needs a report in an HTML file.', {
        suggestion: 'Leave out --open, or --format and --output.',
      });
    }
    const signal = this.abortOnInterrupt('Stopping.');
    const warehouse = await this.openDatabase(flags, 'read', signal);
    const guarded = guardedFiles(
      warehouse.path,
      configurationPath(flags.config, process.env).absolute,
    );
    if (typeof target === 'object' && 'path' in target) {
      assertNotGuarded(target.path, guarded);
      if (!flags.force) await assertReplaceable(target.path, 'report', replaceAnyway);
    }
    const request = {
      businessDate: flags.date,
      restaurants: flags.restaurant ?? settings?.restaurants,
      madeAt: new Date(systemRuntime.now()),
    };
    const { report, text } = await warehouse.with(async (connection) => {
      await assertExtracted(connection, warehouse.path);
      return make(connection, request, format);
    }, signal);
    this.#warnOfIncomplete(report);
    if (target === stdout && this.jsonEnabled()) return report;

    if (target === stdout) {
      await writeText(once(text), undefined, { signal });
      return report;
    }
    const output = await write(text, report, target, { guarded, signal });
    this.log(output);
    if (flags.open) await this.#open(output);
    return { businessDate: report.businessDate, output };
  }

  /* The schema is slow to load, and nothing else of the configuration is needed. */
  async #settings({ config, database }: DatabaseFlags) {
    const { loadReportSettings } = await import('../config/load.js');
    return loadReportSettings({ file: config, environment: process.env, flags: { database } });
  }

  #warnOfIncomplete({ businessDate, restaurants }: ReportDocument): void {
    const incomplete = restaurants.filter(({ isComplete }) => !isComplete);
    if (incomplete.length === 0) return;
    const names = incomplete.slice(0, maxNamed).map(({ name }) => name);
    const more = incomplete.length - names.length;
    const all = `${names.join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
    this.warn(`${businessDate} is not complete in ${all}. \`toast status\` shows what is missing.`);
  }

  async #open(path: string): Promise<void> {
    const problem = await openFile(path);
    if (problem !== undefined) this.warn(`The browser could not be started: ${problem}`);
  }
}

const maxNamed = 5;
const replaceAnyway = 'Name another file with --output, or add --force.';

const extensions: Readonly<Record<string, Format>> = {
  '.html': 'html',
  '.htm': 'html',
  '.json': 'json',
  '.md': 'markdown',
};

/* The format that the name of a file stands for, if it does. */
function formatOf(output: string | undefined): Format | undefined {
  return output === undefined ? undefined : extensions[extname(output).toLowerCase()];
}

/* Where a report goes: to standard output, to the folder of the configuration, or to a file. */
type Target = typeof stdout | ReportSettings | { readonly path: string };

function targetOf(
  { output, restaurant }: { output?: string | undefined; restaurant?: string[] | undefined },
  format: Format,
  settings: ReportSettings | undefined,
): Target {
  if (output === stdout) return stdout;
  if (output !== undefined) return { path: output };
  if (format !== 'html') return stdout;
  /* A page about some of the restaurants does not take the place of the day's. */
  return restaurant === undefined && settings !== undefined ? settings : { path: 'report.html' };
}

/* Returns the path of the file. */
async function write(
  text: string,
  { businessDate }: ReportDocument,
  target: Exclude<Target, typeof stdout>,
  options: { readonly guarded: readonly string[]; readonly signal: AbortSignal },
): Promise<string> {
  if ('folder' in target) return (await writeToFolder(target, businessDate, text)).path;
  await writeText(once(text), target.path, options);
  return target.path;
}

async function make(
  connection: Connection,
  request: ReportRequest,
  format: Format,
): Promise<{ readonly report: ReportDocument; readonly text: string }> {
  if (format === 'html') {
    const { report, page } = await makePage(connection, request);
    return { report, text: page };
  }
  const report = await readReport(connection, request);
  return {
    report,
    text: format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : renderMarkdown(report),
  };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function requireDate(text: string): string {
  if (isDate(text)) return text;
  throw new UsageError(`--date ${text} is not a date.`, { suggestion: 'Use one like 2026-11-25.' });
}
