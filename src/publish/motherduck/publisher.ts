import type { Connection } from '../../warehouse/engine/connection.js';
import { literal } from '../../warehouse/engine/sql.js';
import { identityOf } from '../lake/identity.js';
import type { Lake } from '../lake/lake.js';
import { publishToLake } from '../lake/publish-to-lake.js';
import { readStatus } from '../lake/status.js';
import type {
  Publisher,
  PublishRequest,
  PublishResult,
  StatusRequest,
  TargetStatus,
} from '../publisher.js';
import { attachStatements, detachStatement, motherDuckLake } from './lake.js';

/** Attaches a database of MotherDuck to a session. */
export type Attach = (connection: Connection, statements: readonly string[]) => Promise<void>;

async function attachOnline(connection: Connection, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.run(statement);
}

/**
 * Returns the publisher to MotherDuck, which is experimental: it writes what the publisher to a DuckLake
 * writes, and was tried with a local database in place of MotherDuck's.
 */
export function createMotherDuckPublisher(attach: Attach = attachOnline): Publisher<'motherduck'> {
  return {
    async publish(request: PublishRequest<'motherduck'>): Promise<PublishResult> {
      const { source, target, runtime } = request;
      const startedAt = runtime.now();
      const identity = await identityOf(source);
      const result = await withMotherDuck(request, source.connection, attach, (lake) =>
        publishToLake({ ...request, lake, identity }),
      );
      return { target: target.name, ...result, seconds: (runtime.now() - startedAt) / 1000 };
    },
    async status(request: StatusRequest<'motherduck'>): Promise<TargetStatus> {
      const { source } = request.local;
      const { id } = await identityOf(source);
      return withMotherDuck(request, source.connection, attach, async (lake) => {
        const { sources, ...published } = await readStatus(lake, request.local, id);
        return { target: request.target.name, ...published, lake: { sources } };
      });
    },
  };
}

export const motherDuckPublisher = createMotherDuckPublisher();

type Request = Pick<PublishRequest<'motherduck'>, 'target' | 'settings' | 'signal'>;

async function withMotherDuck<T>(
  { target, settings, signal }: Request,
  connection: Connection,
  attach: Attach,
  work: (lake: Lake) => Promise<T>,
): Promise<T> {
  const lake = motherDuckLake(connection, target);
  const { extensionDirectory } = settings;
  try {
    if (extensionDirectory !== undefined) {
      await connection.run(`set extension_directory = ${literal(extensionDirectory)}`);
    }
    await attach(connection, attachStatements(lake.database, target.token));
    return await work(lake);
  } catch (error) {
    signal.throwIfAborted();
    throw lake.explain(error);
  } finally {
    await connection.run(detachStatement(lake.database)).catch(() => undefined);
  }
}
