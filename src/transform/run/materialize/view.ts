import { around, runCompiled } from './statement.js';
import type { Build } from './build.js';

/** Creates the view anew; a table of its name gives way. */
export async function buildView({ connection, model, compiled, existing }: Build): Promise<void> {
  const { relation, file } = model;
  if (existing === 'table') await connection.run(`drop table ${relation}`);
  const create = around(`create or replace view ${relation} as`, compiled.select);
  await runCompiled(connection, create, file);
}
