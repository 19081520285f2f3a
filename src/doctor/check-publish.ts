import type { Configuration } from '../config/configuration.js';
import { ToastError } from '../errors.js';
import { readTargetStatus } from '../publish/run/target-status.js';
import { chooseTargets, type PublishTarget } from '../publish/target.js';
import type { Runtime } from '../runtime.js';
import type { Project } from '../transform/project/model.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import { ok, problem, warning, type Finding } from './finding.js';

export interface PublishCheck {
  readonly configuration: Configuration;
  readonly project: Project;
  /** Open for reading, with the tables built. */
  readonly warehouse: Warehouse;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly format: {
    readonly plural: (count: number, noun: string) => string;
    readonly duration: (seconds: number) => string;
  };
}

/** Checks that the `to` of each target of the configuration is valid. Returns no finding if all are. */
export function checkTargets(configuration: Configuration): Finding[] {
  if (Object.keys(configuration.publish).length === 0) return [];
  try {
    chooseTargets([], configuration);
    return [];
  } catch (error) {
    if (!(error instanceof ToastError)) throw error;
    return [problem('publish', error)];
  }
}

/**
 * Checks each target of the configuration: whether it can be reached, how old it is, and what differs. What
 * `checkTargets` finds is left out.
 */
export async function checkPublish(options: PublishCheck): Promise<Finding[]> {
  const { configuration } = options;
  if (Object.keys(configuration.publish).length === 0) return [];
  if (checkTargets(configuration).length > 0) return [];
  const findings: Finding[] = [];
  for (const target of chooseTargets([], configuration)) {
    findings.push(await checkTarget(target, options));
  }
  return findings;
}

async function checkTarget(
  target: PublishTarget,
  { configuration, project, warehouse, runtime, signal, format }: PublishCheck,
): Promise<Finding> {
  const { name } = target;
  const advice = `Run \`toast publish ${name}\`.`;
  try {
    const { publishedAt, differing } = await readTargetStatus({
      ...{ target, warehouse, project, runtime, signal, settings: configuration },
    });
    if (publishedAt === null)
      return warning('publish', `${name}: nothing was published yet`, advice);
    const seconds = Math.max(0, runtime.now() - Date.parse(publishedAt)) / 1000;
    const age = `${name}: published ${format.duration(seconds)} ago`;
    if (differing === null || differing.length === 0) return ok('publish', `${age}, up to date`);
    const tables = `${format.plural(differing.length, 'table')} differ, such as ${differing[0]}`;
    return warning('publish', `${age}; ${tables}`, advice);
  } catch (error) {
    if (!(error instanceof ToastError)) throw error;
    return { ...problem('publish', error), text: `${name}: ${error.message}` };
  }
}
