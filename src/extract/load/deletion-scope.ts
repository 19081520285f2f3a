import type { DeletionScope } from '../../warehouse/raw/restaurant-pages.js';
import type { RejectedEntity } from '../entities/isolate-entities.js';

/**
 * Takes rejected entities out of the deletion scope of their pages: they were not deleted in Toast. One
 * without id may be any known entity; the absence of others means nothing then.
 */
export function withoutRejected(
  scope: DeletionScope | undefined,
  rejected: readonly RejectedEntity[],
): DeletionScope | undefined {
  if (scope === undefined || rejected.length === 0) return scope;
  const ids = rejected.flatMap(({ id }) => id ?? []);
  if (ids.length < rejected.length) return undefined;
  return { ...scope, except: [...(scope.except ?? []), ...ids] };
}
