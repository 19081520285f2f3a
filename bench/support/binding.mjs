/* A program that loads what `toast query` cannot do without, and nothing else. */
import '@duckdb/node-api';
