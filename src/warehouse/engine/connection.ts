import {
  StatementType,
  type DuckDBConnection,
  type DuckDBResult,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { ToastError } from '../../errors.js';
import { toPlain, type Plain } from './values.js';

/** Values for the named parameters (`$name`) of a statement. */
export type Parameters = Readonly<Record<string, string | number | bigint | boolean | null>>;

export type Row = Record<string, Plain>;

export interface Column {
  readonly name: string;
  /** DuckDB's name of the type, such as `DECIMAL(18,4)`. */
  readonly type: string;
}

export interface Result {
  readonly columns: readonly Column[];
  /** One array per row, in the order of `columns`. */
  readonly rows: readonly (readonly Plain[])[];
}

export interface StreamedResult {
  readonly columns: readonly Column[];
  readonly portions: AsyncGenerator<Plain[][]>;
}

/**
 * One session of the database. Instants are in UTC. A session runs one statement at a time:
 * calls made meanwhile wait for their turn.
 */
export class Connection {
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly native: DuckDBConnection,
    private readonly explain: (error: unknown) => ToastError,
  ) {}

  /** Runs statements for their effect, and gives the number of rows that the last one changed. */
  async run(sql: string, parameters: Parameters = {}): Promise<number> {
    return this.#inTurn(async () => (await this.#execute(sql, parameters)).rowsChanged);
  }

  /** Runs one statement and gives all its rows as objects of plain values. */
  async all<T extends Row = Row>(sql: string, parameters: Parameters = {}): Promise<T[]> {
    const { columns, rows } = await this.query(sql, parameters);
    return rows.map(
      (row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])) as T,
    );
  }

  /** Runs one statement and gives its columns and rows. Throws DatabaseError as all methods do. */
  async query(sql: string, parameters: Parameters = {}): Promise<Result> {
    return this.#inTurn(async () => {
      const result = await this.#execute(sql, parameters);
      const rows = (await result.getRows()).map((row) => row.map(toPlain));
      return { columns: columnsOf(result), rows };
    });
  }

  /**
   * Runs one statement and gives its rows in portions as they are needed. The connection is busy
   * until the portions were read to their end.
   */
  async stream(sql: string, parameters: Parameters = {}): Promise<StreamedResult> {
    const result = await this.#inTurn(() =>
      this.native.stream(sql, parameters as Record<string, DuckDBValue>),
    );
    const explain = this.explain;
    async function* portions(): AsyncGenerator<Plain[][]> {
      try {
        for (;;) {
          const chunk = await result.fetchChunk();
          if (chunk === null || chunk.rowCount === 0) return;
          yield chunk.getRows().map((row) => row.map(toPlain));
        }
      } catch (error) {
        throw explain(error);
      }
    }
    return { columns: columnsOf(result), portions: portions() };
  }

  /** How many statements a text of SQL holds. @throws DatabaseError when it cannot be parsed. */
  async countStatements(sql: string): Promise<number> {
    /* The binding fails where there is none, so there is always one more. */
    const { count } = await this.#inTurn(() => this.native.extractStatements(`${sql}\n;select 1`));
    return count - 1;
  }

  /** What kind of statement the first one is, such as `SELECT`. It is bound, which finds its errors. */
  async statementKind(sql: string): Promise<string> {
    return this.#inTurn(async () => {
      const statements = await this.native.extractStatements(sql);
      const prepared = await statements.prepare(0);
      try {
        return StatementType[prepared.statementType];
      } finally {
        prepared.destroySync();
      }
    });
  }

  /** Runs `work` in a transaction: commits what it did, or rolls back and throws what it threw. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('begin transaction');
    try {
      const result = await work();
      await this.run('commit');
      return result;
    } catch (error) {
      /* A failed commit has rolled back already, and then there is nothing left to roll back. */
      await this.run('rollback').catch(() => undefined);
      throw error;
    }
  }

  /** Asks the engine to stop the statement that is running. */
  interrupt(): void {
    this.native.interrupt();
  }

  close(): void {
    this.native.closeSync();
  }

  async #execute(sql: string, parameters: Parameters) {
    const values = parameters as Record<string, DuckDBValue>;
    const given = Object.keys(values).length > 0;
    return this.native.run(sql, given ? values : undefined);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(async () => {
      try {
        return await work();
      } catch (error) {
        throw this.explain(error);
      }
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

function columnsOf(result: DuckDBResult): Column[] {
  return result.columnNames().map((name, i) => ({ name, type: result.columnType(i).toString() }));
}
