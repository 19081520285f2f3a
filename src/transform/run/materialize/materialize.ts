import { persistDescriptions } from './comments.js';
import { addRows } from './incremental.js';
import { buildTable } from './table.js';
import { buildView } from './view.js';
import { requireOneStatement, runCompiled } from './statement.js';
import type { Build } from './build.js';

/**
 * Builds one model with its hooks in a transaction of its own. Gives the number of rows that a
 * table has or that were added to it; a view has none.
 */
export async function materialize(build: Build, incremental: boolean): Promise<number | null> {
  const { connection, model, compiled } = build;
  const view = model.config.materialized === 'view';
  if (!build.sameDefinition) await requireOneStatement(connection, compiled.select, model.file);
  return connection.transaction(async () => {
    for (const hook of compiled.preHooks) await runCompiled(connection, hook, model.file);
    const rows = view ? await buildView(build) : await (incremental ? addRows : buildTable)(build);
    for (const hook of compiled.postHooks) await runCompiled(connection, hook, model.file);
    /* What goes with the run needs none, and a transaction can write to one database only. */
    const described = incremental && build.sameDefinition;
    if (model.relation.database === undefined && !described) {
      const kept = incremental ? build.comments : undefined;
      await persistDescriptions(build, view ? 'view' : 'table', kept);
    }
    return rows ?? null;
  });
}
