import { createRequire } from 'node:module';
import type * as Binding from '@duckdb/node-api';

/*
 * Before Node imports a CommonJS package, it parses all its files for the names that they export. Of the
 * engine's binding, that is twice the time that the rest of loading it takes, and `require` does without.
 */
const require = createRequire(import.meta.url);

/** The engine's binding. Its types can be imported from the package; its values from here. */
export const duckdb = require('@duckdb/node-api') as typeof Binding;
