import { join } from 'node:path';
import { positive, type Bench } from './support/bench.js';
import { repeated } from './support/repeat.js';
import { timeNode } from './support/run-node.js';
import { ratio, spread } from './support/spread.js';
import { build } from './support/steps.js';
import { bin } from './support/toast.js';
import { withWorld } from './support/world.js';

const binding = join(import.meta.dirname, 'support/binding.mjs');

/** Measures small commands from start to end against a program that only loads the binding. */
export const bench: Bench<'orders' | 'repeat'> = {
  defaults: { orders: '20000', repeat: '21' },
  async run(options) {
    const size = { orders: positive(options, 'orders'), restaurants: 4, days: 90 };
    const repeat = positive(options, 'repeat');
    return withWorld(size, async (world) => {
      const database = world.path('warehouse.duckdb');
      await build(world, database);
      const time = async (...args: string[]) => 1000 * (await timeNode(args, world.folder));
      /* They alternate, so that a busy moment of the machine affects all of them. */
      const rounds = await repeated(repeat, async () => ({
        node: await time('--eval', '0'),
        binding: await time(binding),
        query: await time(bin, 'query', '--database', database, 'select 1'),
        help: await time(bin, '--help'),
      }));
      const of = (program: keyof (typeof rounds)[number]) => rounds.map((round) => round[program]);
      return {
        node_ms: spread(of('node')),
        binding_ms: spread(of('binding')),
        query_ms: spread(of('query')),
        help_ms: spread(of('help')),
        query_to_binding: ratio(of('query'), of('binding')),
        help_to_binding: ratio(of('help'), of('binding')),
      };
    });
  },
};
