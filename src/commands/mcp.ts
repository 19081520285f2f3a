import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BaseCommand } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { documentationUrl } from '../documentation.js';
import { askFile } from '../mcp/ask.js';
import { readMetrics } from '../mcp/metrics.js';
import { systemRuntime } from '../runtime.js';
import { waitForLock } from '../warehouse/engine/wait-for-lock.js';
import { Warehouse } from '../warehouse/warehouse.js';

/* An assistant waits for an answer; a run that holds the file may take minutes. */
const longestWaitMs = 10_000;
const longestQueryMs = 30_000;

export default class Mcp extends BaseCommand {
  static override summary =
    'Let an AI assistant ask the database, through the Model Context Protocol.';

  static override description = helpText(`
    Serves the Model Context Protocol on standard input and output; an assistant's program starts the
    command. Its tools list and describe the tables, run one read-only query with a limit of rows and time,
    list the metrics and tell how fresh the data is. No tool writes, and none reads another file or the
    network. The database is open only during a question, so that nightly runs are not kept out.

    The answers go to the assistant, and with it to the company that runs it. The page "AI
    assistants" of the documentation says how to leave guests and employees out.
  `);

  static override examples = [
    {
      description:
        'What an assistant runs. The page "AI assistants" has the configuration of common ones',
      command: '<%= config.bin %> <%= command.id %> --database /srv/toast/warehouse.duckdb',
    },
  ];

  static override enableJsonFlag = false;

  async run(): Promise<void> {
    const { flags } = await this.parse(Mcp);
    const { database, wait } = await this.databaseSettings(flags);
    /* Loading the protocol's library takes longer than the rest of the command line does. */
    const [{ createServer }, { StdioServerTransport }] = await Promise.all([
      import('../mcp/server.js'),
      import('@modelcontextprotocol/sdk/server/stdio.js'),
    ]);
    const docs = join(this.config.root, 'docs');
    const page = (name: string, title: string, description: string) => ({
      ...{ name, title, description },
      read: () => readFile(join(docs, `${name}.md`), 'utf8'),
    });
    const server = createServer({
      version: this.config.version,
      ask: askFile(() =>
        waitForLock(() => Warehouse.open(database, { mode: 'read' }), {
          waitMs: Math.max(wait, longestWaitMs),
          runtime: systemRuntime,
          onLocked: () => undefined,
        }),
      ),
      metrics: () => readMetrics(this.config.root),
      documents: [
        page('metrics', 'Metrics', 'What each number means, and which report of Toast’s shows it.'),
        page('queries', 'Queries', 'Questions of owners and analysts, each with its query.'),
      ],
      timeout: () => AbortSignal.timeout(longestQueryMs),
    });
    const ended = new Promise<void>((resolve) => {
      server.server.onclose = resolve;
      process.stdin.once('end', resolve);
    });
    const interrupted = this.abortOnInterrupt();
    interrupted.addEventListener('abort', () => void server.close());
    if (process.stdin.isTTY) {
      this.note(
        "Waiting for an AI assistant's program, which starts this command by itself:",
        documentationUrl('assistants'),
        'Press Ctrl-C to stop.',
      );
    }
    await server.connect(new StdioServerTransport());
    await ended;
  }
}
