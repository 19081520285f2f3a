import { hostname } from 'node:os';
import { DatabaseError } from '../../errors.js';
import { loadFirstRunId } from '../../warehouse/state/extract-runs.js';
import type { Source } from '../source/source.js';
import type { SourceIdentity } from './ownership.js';

/**
 * Returns what identifies a local database: the first extraction into it, which moves and copies with it.
 * @throws DatabaseError if nothing was extracted into it yet.
 */
export async function identityOf({ path, connection }: Source): Promise<SourceIdentity> {
  const id = await loadFirstRunId(connection);
  if (id === undefined) {
    throw new DatabaseError(`Nothing was extracted into ${path} yet.`, {
      suggestion: 'Run `toast run` first.',
    });
  }
  return { id, place: `${path} on ${hostname()}` };
}
