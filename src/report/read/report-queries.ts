import { readFile } from 'node:fs/promises';
import { DatabaseError } from '../../errors.js';
import type { Connection, Parameters } from '../../warehouse/engine/connection.js';
import type { Plain } from '../../warehouse/engine/values.js';

/**
 * Runs the queries in the folder `queries`. Those in its folder `scope` create temporary tables, which the
 * others read.
 */
export class ReportQueries {
  readonly #scope: string[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly parameters: Parameters,
  ) {}

  /** Creates the temporary table of a query: `report_` and its name. @throws as `rows` does. */
  async createScope(name: string): Promise<void> {
    const sql = await textOf(`scope/${name}`);
    this.#scope.push(`report_${name.replaceAll('-', '_')}`);
    await explained(this.connection.run(sql, this.#parametersOf(sql)));
  }

  /**
   * Returns the rows of a query, with the names of columns and of the fields in them in camel case.
   * @throws DatabaseError that advises to build the marts if one is missing.
   */
  async rows<T>(name: string): Promise<T[]> {
    const sql = await textOf(name);
    const rows = await explained(this.connection.all(sql, this.#parametersOf(sql)));
    return rows.map((row) => inCamelCase(row) as T);
  }

  /** Drops the temporary tables, as far as the connection can after what happened. */
  async dropScope(): Promise<void> {
    for (const table of this.#scope) {
      await this.connection.run(`drop table if exists temp.${table}`).catch(() => undefined);
    }
  }

  /* The engine refuses a value that a statement has no parameter for. */
  #parametersOf(sql: string): Parameters {
    const used = Object.entries(this.parameters).filter(([name]) => sql.includes(`$${name}`));
    return Object.fromEntries(used);
  }
}

function textOf(name: string): Promise<string> {
  return readFile(new URL(`../queries/${name}.sql`, import.meta.url), 'utf8');
}

/* What the queries read can be missing only where the models were not built, or by an older version. */
async function explained<T>(running: Promise<T>): Promise<T> {
  try {
    return await running;
  } catch (error) {
    const found = /^(?:Catalog|Binder) Error: (.*)/.exec((error as Error).message);
    if (found === null) throw error;
    throw new DatabaseError(`The database lacks what the report is made from: ${found[1]}`, {
      suggestion: 'Run `toast transform`, which builds the tables.',
      cause: error,
    });
  }
}

function inCamelCase(value: Plain): Plain {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      inCamelCase(field),
    ]),
  );
}
