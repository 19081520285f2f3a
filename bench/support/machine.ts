import { cpus, loadavg, totalmem } from 'node:os';
import { version } from '@duckdb/node-api';

/** Describes the machine. `load` is the average of the last minute: a quiet machine has 0. */
export function machine() {
  const processors = cpus();
  return {
    node: process.version,
    duckdb: version(),
    cpu: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memory_gb: Math.round(totalmem() / 1e9),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
