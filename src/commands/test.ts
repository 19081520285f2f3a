import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { exitCodes } from '../errors.js';
import { outputWidth } from '../cli/output/output-width.js';
import { renderTable } from '../cli/output/table.js';
import { systemRuntime } from '../runtime.js';
import { runDataTests } from '../transform/run/data-tests.js';
import { loadProject } from '../transform/project/load-project.js';
import { formatTestEvent, type DataTestResult } from '../transform/run/test-events.js';

type PlainResult = Omit<DataTestResult, 'error'> & {
  error?: { message: string; suggestion: string | undefined };
};

export default class Test extends BaseCommand {
  static override summary = 'Run the data tests of the models.';

  static override description = helpText(`
    Runs the data tests that are defined in YAML next to the models. A test fails if its query returns
    rows; the first five are shown. The command only reads, so other processes can read the database at
    the same time.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Run the tests of one table',
      command: '<%= config.bin %> <%= command.id %> --select orders_check',
    },
    {
      description: 'Print the queries and failing rows as JSON',
      command: '<%= config.bin %> <%= command.id %> --json',
    },
  ];

  static override flags = {
    select: Flags.string({
      helpValue: '<selector>',
      char: 's',
      summary: 'Tests to run, by name or by model.',
      multiple: true,
    }),
    exclude: Flags.string({
      helpValue: '<selector>',
      summary: 'Tests to leave out, by name or by model.',
      multiple: true,
    }),
    threads: Flags.integer({
      helpValue: '<n>',
      summary: 'Maximum concurrent tests.',
      default: 2,
      min: 1,
      max: 64,
    }),
    'project-dir': Flags.directory({
      helpValue: '<folder>',
      summary: 'Folder of a dbt project to use instead of the bundled models.',
    }),
  };

  async run(): Promise<{ tests: PlainResult[] }> {
    const { flags } = await this.parse(Test);
    const signal = this.abortOnInterrupt('Stopping.');
    const project = await loadProject(flags['project-dir'] ?? this.config.root);
    const warehouse = await this.openDatabase(flags, 'read', signal);
    const results = await runDataTests({
      warehouse,
      project,
      select: flags.select,
      exclude: flags.exclude,
      threads: flags.threads,
      clock: systemRuntime.now,
      signal,
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
      this.noteError(error);
      return;
    }
    this.note(
      '',
      `${place}: ${test}: ${failures} failing ${failures === 1 ? 'row' : 'rows'}, for example`,
    );
    const names = Object.keys(examples[0] ?? {});
    const rows = examples.map((row) => names.map((name) => row[name]));
    const columns = names.map((name) => ({ name }));
    const width = outputWidth(process.stderr);
    this.note(...renderTable({ columns, rows, width }).split('\n'));
  }
}

function toPlain({ error, ...result }: DataTestResult): PlainResult {
  if (error === undefined) return result;
  return { ...result, error: { message: error.message, suggestion: error.suggestion } };
}
