import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { exitCodes } from '../errors.js';
import { renderTable } from '../cli/output/table.js';
import { systemRuntime } from '../runtime.js';
import { runDataTests } from '../transform/run/data-tests.js';
import { loadProject } from '../transform/project/load-project.js';
import { formatTestEvent, type DataTestResult } from '../transform/run/test-events.js';

type PlainResult = Omit<DataTestResult, 'error'> & {
  error?: { message: string; suggestion: string | undefined };
};

export default class Test extends BaseCommand {
  static override summary = 'Check the tables with the data tests of the models.';

  static override description = `Runs the data tests that stand in the YAML beside the models. A test fails when its query finds rows; the
first five of them are shown. Reads only, so it can run beside other readers.`;

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'The tests of one table',
      command: '<%= config.bin %> <%= command.id %> --select orders_check',
    },
    {
      description: 'The queries and failing rows, for a script',
      command: '<%= config.bin %> <%= command.id %> --json',
    },
  ];

  static override flags = {
    select: Flags.string({
      char: 's',
      summary: 'Models whose tests to run, or names of tests.',
      multiple: true,
    }),
    exclude: Flags.string({ summary: 'Models or tests to leave out.', multiple: true }),
    threads: Flags.integer({
      summary: 'How many tests to run at a time.',
      default: 2,
      min: 1,
      max: 64,
    }),
    'project-dir': Flags.directory({
      summary: 'Folder of a dbt project, instead of the models of the package.',
    }),
  };

  async run(): Promise<{ tests: PlainResult[] }> {
    const { flags } = await this.parse(Test);
    const project = await loadProject(flags['project-dir'] ?? this.config.root);
    const warehouse = await this.openDatabase(flags, 'read');
    const results = await runDataTests({
      warehouse,
      project,
      select: flags.select,
      exclude: flags.exclude,
      threads: flags.threads,
      clock: systemRuntime.now,
      onEvent: (event) => {
        if (event.type === 'done') this.log(formatTestEvent(event));
        else if (event.type === 'finish') this.note(formatTestEvent(event));
      },
    });
    for (const result of results) this.#explain(result);
    return { tests: results.map(toPlain) };
  }

  #explain({ test, place, status, failures, examples, error }: DataTestResult): void {
    if (status === 'pass' || status === 'skip') return;
    if (status !== 'warn') process.exitCode = exitCodes.model;
    if (error !== undefined) {
      this.note(`\n${[error.message, error.suggestion].filter(Boolean).join('\n')}`);
      return;
    }
    this.note(`\n${place}: ${test} finds ${failures} ${failures === 1 ? 'row' : 'rows'}, such as`);
    const headers = Object.keys(examples[0] ?? {});
    const rows = examples.map((row) => headers.map((header) => row[header]));
    this.note(renderTable({ headers, rows, width: process.stderr.columns }));
  }
}

function toPlain({ error, ...result }: DataTestResult): PlainResult {
  if (error === undefined) return result;
  return { ...result, error: { message: error.message, suggestion: error.suggestion } };
}
