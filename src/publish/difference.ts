import { DatabaseError } from '../errors.js';

/**
 * Fails a verification that found tables, given as `schema.table`, whose rows in a target are not those of
 * the database.
 * @throws DatabaseError that names the target and the tables, if there are any.
 */
export function assertNoDifference(target: string, differing: readonly string[]): void {
  if (differing.length === 0) return;
  throw new DatabaseError(`${target} differs from the database in ${differing.join(', ')}.`, {
    suggestion: 'Publish everything again with --full.',
  });
}
