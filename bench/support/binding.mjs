/* A program that loads what `toast query` cannot do without, and nothing else. */
import { createRequire } from 'node:module';

createRequire(import.meta.url)('@duckdb/node-api');
