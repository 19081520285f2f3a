import { inject } from 'vitest';
import type { PublishTargetSettings, S3Settings } from '../../../src/config/publish.js';
import { Secret } from '../../../src/config/secret.js';
import { systemRuntime, type Runtime } from '../../../src/runtime.js';
import { ducklakePublisher } from '../../../src/publish/ducklake/publisher.js';
import { planTables } from '../../../src/publish/plan/plan-tables.js';
import type { PublishRequest, PublishResult } from '../../../src/publish/publisher.js';
import { Source } from '../../../src/publish/source/source.js';
import { chooseTargets, type TargetOf } from '../../../src/publish/target.js';
import type { Project } from '../../../src/transform/project/model.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { bundledProject } from '../../support/bundled-project.js';
import { newBucket, newCatalog, type CatalogAccess } from './servers.js';

export type LakeTarget = TargetOf<'ducklake'>;

/** Returns a target of the configuration that is a DuckLake. */
export function lakeTarget(to: string, settings: Partial<PublishTargetSettings> = {}): LakeTarget {
  const usual = { exclude: [], guests: 'keep', employees: 'keep' } as const;
  const lake = { ...usual, evenIfTestsFail: false, encrypted: false, ...settings, to };
  const [target] = chooseTargets(['lake'], { publish: { lake } });
  return target as LakeTarget;
}

/** Returns how a target names a catalog in PostgreSQL, with its password. */
export function catalogName({ host, port, database, user, password }: CatalogAccess): string {
  return `ducklake:postgres:dbname=${database} host=${host} port=${port} user=${user} password=${password}`;
}

export interface RemoteLake {
  readonly target: LakeTarget;
  readonly catalog: CatalogAccess;
  readonly bucket: string;
  /** The folder that has its files. */
  readonly folder: string;
}

/** Returns a target with a new catalog in PostgreSQL and a new bucket on S3. */
export async function remoteLake(
  settings: Partial<PublishTargetSettings> = {},
): Promise<RemoteLake> {
  const catalog = await newCatalog();
  const { name, folder } = await newBucket();
  const data = `s3://${name}/sales/`;
  return {
    target: lakeTarget(catalogName(catalog), { data, ...settings }),
    catalog,
    bucket: name,
    folder,
  };
}

/** Returns how to reach the S3 server, and where extensions are. */
export function lakeSettings(changes: Partial<S3Settings> = {}): PublishRequest['settings'] {
  const { endpoint, region, keyId, secret } = inject('s3');
  const s3 = {
    ...{ endpoint, region, keyId, secret: new Secret(secret) },
    ...({ useSsl: false, urlStyle: 'path' } as const),
    ...changes,
  };
  return { s3, extensionDirectory: inject('extensionDirectory') };
}

export interface PublishChanges extends Partial<
  Omit<PublishRequest, 'source' | 'tables' | 'target'>
> {
  readonly project?: Project;
}

/** The machine's clock and random numbers, with pauses of a twentieth. */
export const hastyRuntime: Runtime = {
  ...systemRuntime,
  sleep: (ms, signal) => systemRuntime.sleep(ms / 20, signal),
};

/** Publishes a local database to a DuckLake. */
export async function publish(
  warehouse: Pick<Warehouse, 'path' | 'connect'>,
  target: LakeTarget,
  { project, ...changes }: PublishChanges = {},
): Promise<PublishResult> {
  const source = await Source.open({ warehouse, project: project ?? (await bundledProject()) });
  try {
    const { tables } = planTables(source.relations, target);
    return await ducklakePublisher.publish({
      ...{ source, tables, target, full: false, dryRun: false, verify: false, waitMs: 0 },
      settings: lakeSettings(),
      signal: new AbortController().signal,
      runtime: hastyRuntime,
      onEvent: () => undefined,
      ...changes,
    });
  } finally {
    source.close();
  }
}
