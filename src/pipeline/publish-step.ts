import type { Project } from '../transform/project/model.js';
import type { Configuration } from '../config/configuration.js';
import type { PublishEvent } from '../publish/publisher.js';
import { publishTargets } from '../publish/run/publish-targets.js';
import { skippedPublish, summarizePublish, type PublishSummary } from '../publish/run/summary.js';
import { chooseTargets, type PublishTarget } from '../publish/target.js';
import type { Runtime } from '../runtime.js';
import { withWarehouse, type Warehouse } from '../warehouse/warehouse.js';
import type { Outcome } from './run-summary.js';

export interface PublishStepOptions {
  readonly configuration: Configuration;
  readonly project: Project;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly open: (options: { readonly mode: 'read' }) => Promise<Warehouse>;
  readonly onPublish: (target: string, event: PublishEvent) => void;
}

/**
 * Publishes to the targets of the configuration what the steps before have made. After a model that failed,
 * tables do not fit each other, so all targets stay as they are; after a data test that failed, those do that
 * do not say otherwise.
 * @throws ConfigurationError when a target does not say what it is.
 */
export async function runPublish(
  { configuration, project, runtime, signal, open, onPublish }: PublishStepOptions,
  before: Outcome,
): Promise<PublishSummary[]> {
  const targets = chooseTargets([], configuration);
  const reasons = new Map(targets.map((target) => [target, reasonToSkip(target, before)]));
  const wanted = targets.filter((target) => reasons.get(target) === undefined);
  const published =
    wanted.length === 0
      ? []
      : await withWarehouse(open({ mode: 'read' }), (warehouse) =>
          publishTargets({
            ...{ warehouse, project, runtime, signal, settings: configuration, targets: wanted },
            ...{ full: false, dryRun: false, verify: false },
            waitMs: ({ wait = configuration.wait }) => wait,
            onEvent: ({ name }, event) => onPublish(name, event),
          }),
        );
  const summaries = new Map(
    published.map((outcome) => [outcome.target, summarizePublish(outcome)]),
  );
  return targets.map(
    (target) => summaries.get(target) ?? skippedPublish(target.name, reasons.get(target) ?? ''),
  );
}

function reasonToSkip(
  { evenIfTestsFail }: PublishTarget,
  { models, tests }: Outcome,
): string | undefined {
  if ((models?.failed.length ?? 0) > 0)
    return 'a model failed, so the tables do not fit each other';
  if ((tests?.failed.length ?? 0) > 0 && !evenIfTestsFail) return 'a data test failed';
  return undefined;
}
