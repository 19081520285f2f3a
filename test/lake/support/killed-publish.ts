/*
 * Publishes a database in a process of its own, which kills itself during one of its statements:
 * tsx killed-publish.ts '{"database": …, "statement": 12, "delayMs": 5, …}'. Prints the number of statements
 * if it comes to the end.
 */
import { loadProject } from '../../../src/transform/project/load-project.js';
import { join } from 'node:path';
import type { S3Settings } from '../../../src/config/publish.js';
import { Secret } from '../../../src/config/secret.js';
import { ducklakePublisher } from '../../../src/publish/ducklake/publisher.js';
import { planTables } from '../../../src/publish/plan/plan-tables.js';
import { Source } from '../../../src/publish/source/source.js';
import { chooseTargets, type TargetOf } from '../../../src/publish/target.js';
import { systemRuntime } from '../../../src/runtime.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';

export interface KilledPublish {
  readonly database: string;
  readonly to: string;
  readonly data: string;
  readonly extensionDirectory: string;
  readonly s3: Omit<S3Settings, 'secret' | 'useSsl' | 'urlStyle'> & { readonly secret: string };
  /** The statement during which to end, counted from 0; beyond the last one, it comes to the end. */
  readonly statement: number;
  /** How long that statement runs before. */
  readonly delayMs: number;
}

const { database, to, data, extensionDirectory, s3, statement, delayMs } = JSON.parse(
  process.argv[2] ?? '',
) as KilledPublish;
const warehouse = await Warehouse.open(database, { mode: 'read' });
const project = await loadProject(join(import.meta.dirname, '../../..'));
const source = await Source.open({ warehouse, project });
let count = 0;
const { connection } = source;
for (const method of ['run', 'query'] as const) {
  const original = connection[method].bind(connection) as (...given: unknown[]) => unknown;
  Object.assign(connection, {
    [method]: (...given: unknown[]) => {
      if (count === statement) setTimeout(() => process.kill(process.pid, 'SIGKILL'), delayMs);
      count += 1;
      return original(...given);
    },
  });
}
const settings = {
  exclude: [],
  guests: 'keep',
  employees: 'keep',
  evenIfTestsFail: false,
} as const;
const [target] = chooseTargets(['lake'], {
  publish: { lake: { ...settings, encrypted: false, to, data } },
});
await ducklakePublisher.publish({
  ...{ source, target: target as TargetOf<'ducklake'>, waitMs: 0, runtime: systemRuntime },
  tables: planTables(source.relations, { exclude: [], guests: 'keep', employees: 'keep' }).tables,
  settings: {
    s3: { ...s3, secret: new Secret(s3.secret), useSsl: false, urlStyle: 'path' },
    extensionDirectory,
  },
  ...{ full: false, dryRun: false, verify: false },
  signal: new AbortController().signal,
  onEvent: () => undefined,
});
process.stdout.write(`${count}\n`);
process.exit(0);
