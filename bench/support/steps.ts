import type { ExtractSummary } from '../../src/extract/report/summary.js';
import type { Usage } from './run-node.js';
import { toast } from './toast.js';
import type { BenchWorld } from './world.js';

/** The resources that extraction and transformation used, separately and together. */
export interface Built {
  readonly extract: Usage;
  readonly transform: Usage;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Orders that were new or changed. */
  readonly loadedOrders: number;
}

/** The resources that an extraction used, and its summary. */
export interface Extracted {
  readonly usage: Usage;
  readonly result: ExtractSummary;
}

/** Runs `toast extract` on a world, for all resources or those given, with further flags. */
export async function extract(
  { folder }: BenchWorld,
  database: string,
  resources?: string,
  ...flags: readonly string[]
): Promise<Extracted> {
  const only = resources === undefined ? [] : ['--resources', resources];
  return toast(folder, ['extract', '--database', database, ...only, ...flags]);
}

/** Runs `toast extract`, then `toast transform`. */
export async function build(
  world: BenchWorld,
  database: string,
  resources?: string,
): Promise<Built> {
  const { usage: extracted, result } = await extract(world, database, resources);
  const { usage: transform } = await toast(world.folder, ['transform', '--database', database]);
  const orders = result.resources.find(({ resource }) => resource === 'orders');
  return {
    loadedOrders: (orders?.rowsNew ?? 0) + (orders?.rowsUpdated ?? 0),
    extract: extracted,
    transform,
    seconds: extracted.seconds + transform.seconds,
    cpuSeconds: extracted.cpuSeconds + transform.cpuSeconds,
  };
}
