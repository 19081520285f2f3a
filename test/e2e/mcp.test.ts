import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, it } from 'vitest';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { tempDir } from '../support/temp-dir.js';
import { bin, startToast } from '../support/toast-process.js';

async function folderWithDatabase(): Promise<string> {
  const cwd = await tempDir();
  const warehouse = await Warehouse.open(join(cwd, 'warehouse.duckdb'), { mode: 'write' });
  await warehouse.with((connection) =>
    connection.run('create table toast_marts.sales_daily as select 12.5 as net_sales'),
  );
  warehouse.close();
  return cwd;
}

it('an assistant starts toast mcp, asks, and finds the metrics page', async () => {
  const client = new Client({ name: 'test', version: '0.0.0' });
  await client.connect(
    new StdioClientTransport({
      ...{ command: process.execPath, args: [bin, 'mcp'], stderr: 'pipe' },
      cwd: await folderWithDatabase(),
    }),
  );
  try {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      ...['list_tables', 'describe_table', 'query', 'list_metrics', 'freshness'],
    ]);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
    const sql = 'select net_sales from sales_daily';
    const { content } = await client.callTool({ name: 'query', arguments: { sql } });
    expect(JSON.parse((content as { text: string }[])[0]?.text ?? '')).toMatchObject({
      rows: [['12.5']],
    });
    const { contents } = await client.readResource({ uri: 'toast://metrics' });
    expect((contents as { text: string }[])[0]?.text).toMatch(/^# Metrics\n/);
  } finally {
    await client.close();
  }
});

it.each(['the end of its input', 'SIGTERM'])('toast mcp ends with %s', async (how) => {
  const server = startToast(await folderWithDatabase(), ['mcp'], { stdin: 'pipe' });
  const ended = once(server, 'exit');
  server.stdin?.write(
    `${JSON.stringify({
      ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
      params: {
        ...{ protocolVersion: '2025-06-18', capabilities: {} },
        clientInfo: { name: 'test', version: '0.0.0' },
      },
    })}\n`,
  );
  if (server.stdout === null) throw new Error('The server has no output.');
  const [line] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
  expect(JSON.parse(line)).toMatchObject({ id: 1, result: { serverInfo: { name: 'toast' } } });
  if (how === 'SIGTERM') server.kill('SIGTERM');
  else server.stdin?.end();
  expect(await ended).toEqual([0, null]);
});
