import type { Connection } from '../engine/connection.js';

/*
 * Measured with 640 MB of orders: 0.3 GB resident with these. After every deallocation above the bulk
 * threshold, the engine returns what is free to the system: with 1 MB that is each small hash table, whose
 * statement then takes three times as long.
 */
const settings = {
  threads: '1',
  write_buffer_row_group_count: '1',
  allocator_flush_threshold: "'1MB'",
  allocator_bulk_deallocation_flush_threshold: "'16MB'",
  allocator_background_threads: 'true',
};

/**
 * Runs `work` with one thread of the engine and little memory, for loading pages that arrive slower than one
 * thread loads them. The settings are those of all sessions, and have their defaults afterwards.
 */
export async function withLeanEngine<T>(
  connection: Connection,
  work: () => Promise<T>,
): Promise<T> {
  const names = Object.keys(settings);
  const assignments = Object.entries(settings).map((pair) => `set global ${pair.join(' = ')}`);
  await connection.run(assignments.join(';'));
  try {
    return await work();
  } finally {
    await connection.run(names.map((name) => `reset global ${name}`).join(';'));
  }
}
