import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { askFile } from '../../../../src/mcp/ask.js';
import { createServer, type ServerOptions } from '../../../../src/mcp/server.js';
import { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { whenDone } from '../../../support/vitest/when-done.js';

export interface Reply {
  readonly isError: boolean;
  readonly text: string;
}

export interface Assistant {
  readonly client: Client;
  /** Calls a tool; its answer is one text. */
  call(tool: string, args?: Record<string, unknown>): Promise<Reply>;
  /** Calls a tool and parses its answer. */
  ask<T>(tool: string, args?: Record<string, unknown>): Promise<T>;
}

/** Connects a client of the protocol to a server for the database at `path`, until the test ends. */
export async function assistant(
  path: string,
  options: Partial<ServerOptions> = {},
): Promise<Assistant> {
  const server = createServer({
    version: '0.0.0',
    ask: askFile(() => Warehouse.open(path, { mode: 'read' })),
    metrics: () => Promise.resolve([]),
    documents: [],
    timeout: () => AbortSignal.timeout(60_000),
    ...options,
  });
  const client = new Client({ name: 'test', version: '0.0.0' });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  whenDone(() => client.close());
  const call = async (tool: string, args: Record<string, unknown> = {}) => {
    const result = await client.callTool({ name: tool, arguments: args });
    const [content] = result.content as { type: string; text: string }[];
    return { isError: result.isError === true, text: content?.text ?? '' };
  };
  return {
    client,
    call,
    ask: async <T>(tool: string, args?: Record<string, unknown>) => {
      const { isError, text } = await call(tool, args);
      if (isError) throw new Error(text);
      return JSON.parse(text) as T;
    },
  };
}
