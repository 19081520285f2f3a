import type { Publisher } from '../publisher.js';
import type { PublishTarget, TargetKind } from '../target.js';

/* Loaded when needed: most commands need none of them. */
const publishers: { readonly [K in TargetKind]: () => Promise<Publisher<K>> } = {
  duckdb: async () => (await import('../duckdb/publisher.js')).duckdbPublisher,
  motherduck: async () => (await import('../motherduck/publisher.js')).motherDuckPublisher,
  parquet: async () => (await import('../parquet/publisher.js')).parquetPublisher,
  ducklake: async () => (await import('../ducklake/publisher.js')).ducklakePublisher,
};

/** Loads the publisher of a target's kind. */
export async function publisherOf({
  location: { kind },
}: PublishTarget): Promise<Publisher<TargetKind>> {
  /* The compiler does not know that a publisher gets targets of its own kind only. */
  return (await publishers[kind]()) as unknown as Publisher<TargetKind>;
}
