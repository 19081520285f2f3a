import type { Json } from '../contract/world.js';

/** The objects of an array in a payload; none where it is null or missing. */
export function children(parent: Json, name: string): Json[] {
  const value = parent[name];
  return Array.isArray(value) ? (value as Json[]) : [];
}

/** An object within a payload; an empty one where it is null or missing. */
export function child(parent: Json, name: string): Json {
  return (parent[name] ?? {}) as Json;
}
