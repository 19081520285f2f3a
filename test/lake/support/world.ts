import { startPipeline, type Pipeline } from '../../support/pipeline.js';

/** Starts a small simulated group, and extracts and models it. */
export async function modelledWorld(seed = 1): Promise<Pipeline> {
  const pipeline = await startPipeline({
    ...{ from: '2026-03-20', to: '2026-04-03', restaurants: 2, ordersPerDay: 8, seed },
  });
  await pipeline.extract();
  await pipeline.transform();
  return pipeline;
}
