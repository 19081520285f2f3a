/**
 * Runs one benchmark and prints one line of JSON: `npm run bench -- NAME [--option value …]`. It measures
 * the last build, so run `npm run build` first. docs/performance.md describes each benchmark.
 */
import { parseArgs } from 'node:util';
import { bench as extract } from './extract.js';
import { bench as history } from './history.js';
import { bench as incremental } from './incremental.js';
import { bench as limits } from './limits.js';
import { bench as peers } from './peers.js';
import { bench as publish } from './publish.js';
import { bench as query } from './query.js';
import { bench as report } from './report.js';
import { bench as size } from './size.js';
import { bench as transform } from './transform.js';
import type { Bench } from './support/bench.js';
import { warnWhenStale } from './support/stale.js';
import { machine } from './support/machine.js';

const benches: Record<string, Bench> = {
  ...{ extract, transform, incremental, query, size, history, limits, peers, publish, report },
};

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  console.error(`Name one of ${Object.keys(benches).join(', ')}: npm run bench -- extract`);
  process.exit(2);
}
const { values } = parseArgs({
  args,
  options: Object.fromEntries(
    Object.entries(bench.defaults).map(([option, value]) => [
      option,
      { type: value === 'false' ? ('boolean' as const) : ('string' as const) },
    ]),
  ),
});
await warnWhenStale();
const given = Object.entries(values).map(([option, value]) => [option, String(value)]);
const parameters = { ...bench.defaults, ...Object.fromEntries(given) } as Record<string, string>;
const where = machine();
const startedAt = performance.now();
const figures = await bench.run(parameters);
const took = Math.round((performance.now() - startedAt) / 1000);
console.log(JSON.stringify({ bench: name, parameters, ...figures, machine: where, took_s: took }));
