/*
 * The engine's allocator reads this variable when the engine is loaded, so this file has to be imported
 * first. The allocator then returns memory as soon as it is free. Measured with 460 MB of orders
 * extracted: 0.33 GB resident instead of 0.42 GB, in the same time. Transforming takes a third longer.
 */
process.env.DUCKDB_JE_MALLOC_CONF ??= 'dirty_decay_ms:0,muzzy_decay_ms:0';
