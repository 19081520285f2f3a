const prototypes = [
  ...[Object, Function, Array, String, Number, Boolean, RegExp, Error, Map, Set, Promise, Symbol],
].map(({ prototype }) => prototype as object);

/** Lists what code that escapes from a sandbox could change: globals, prototypes, the environment. */
export function snapshotGlobals(): unknown {
  return {
    globals: Reflect.ownKeys(globalThis).map(String),
    prototypes: prototypes.map((prototype) => [
      Object.getPrototypeOf(prototype) === Object.prototype || prototype === Object.prototype,
      Reflect.ownKeys(prototype).map(String),
    ]),
    environment: { ...process.env },
  };
}
