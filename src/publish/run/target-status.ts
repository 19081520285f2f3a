import { planTables } from '../plan/plan-tables.js';
import type { TargetStatus } from '../publisher.js';
import { Source } from '../source/source.js';
import type { PublishTarget } from '../target.js';
import type { PublishOptions } from './publish-targets.js';
import { publisherOf } from './publishers.js';

export type TargetStatusOptions = Pick<
  PublishOptions,
  'warehouse' | 'project' | 'settings' | 'signal' | 'runtime'
> & { readonly target: PublishTarget };

/**
 * Reads what a target holds, and compares it with what would be published now.
 * @throws ToastError when the target cannot be reached or is something else.
 */
export async function readTargetStatus(options: TargetStatusOptions): Promise<TargetStatus> {
  const { warehouse, project, target, settings, signal, runtime } = options;
  const publisher = await publisherOf(target);
  const source = await Source.open({ warehouse, project, signal });
  try {
    const { tables } = planTables(source.relations, target);
    return await publisher.status({
      ...{ target, settings, signal, runtime },
      local: { source, tables },
    });
  } finally {
    source.close();
  }
}
