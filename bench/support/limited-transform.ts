/*
 * Does what `toast transform` does with a limit on the engine's memory, for which it has no option.
 *     node --import tsx limited-transform.ts DATABASE LIMIT
 */
import { loadProject } from '../../src/transform/project/load-project.js';
import { runModels } from '../../src/transform/run/run-models.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { literal } from '../../src/warehouse/engine/sql.js';
import { root } from './toast.js';

const [database = '', limit = ''] = process.argv.slice(2);
const warehouse = await Warehouse.open(database, { mode: 'update' });
try {
  await warehouse.with((connection) => connection.run(`set memory_limit = ${literal(limit)}`));
  const models = await runModels({
    warehouse,
    project: await loadProject(root),
    fullRefresh: false,
    threads: 2,
    runId: 'bench',
    clock: Date.now,
    onEvent: () => undefined,
  });
  const failed = models.find(({ error }) => error !== undefined);
  if (failed?.error) throw failed.error;
  console.log(JSON.stringify({ status: 0, result: { models } }));
} finally {
  warehouse.close();
}
