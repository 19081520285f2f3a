import type {
  DuckDBConnection,
  DuckDBPreparedStatement,
  DuckDBResult,
  DuckDBValue,
} from '@duckdb/node-api';
import type { ToastError } from '../../errors.js';
import { duckdb } from './binding.js';
import { toPlain, type Plain } from './values.js';

/** Maps the named parameters (`$name`) of a statement to their values. */
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
  readonly chunks: AsyncGenerator<Plain[][]>;
}

/* The engine forgets an interruption between the steps of a statement, such as planning and running it. */
const interruptEveryMs = 50;

/**
 * A session in UTC. It runs one statement at a time; calls made meanwhile wait for their turn. When `signal`
 * aborts, the statement that is running and all later ones fail with its reason; closing the session
 * rolls back.
 */
export class Connection {
  #turn: Promise<unknown> = Promise.resolve();
  #interrupting: NodeJS.Timeout | undefined;

  constructor(
    private readonly native: DuckDBConnection,
    private readonly explain: (error: unknown) => ToastError,
    private readonly signal?: AbortSignal,
  ) {
    signal?.addEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = () => {
    this.interrupt();
    this.#interrupting = setInterval(() => this.interrupt(), interruptEveryMs);
  };

  /** Runs statements and returns the number of rows that the last one changed. @throws DatabaseError. */
  async run(sql: string, parameters: Parameters = {}): Promise<number> {
    return this.#inTurn(async () => (await this.#execute(sql, parameters)).rowsChanged);
  }

  /** Runs one statement and returns all its rows as objects. @throws DatabaseError. */
  async all<T extends Row = Row>(sql: string, parameters: Parameters = {}): Promise<T[]> {
    const { columns, rows } = await this.query(sql, parameters);
    return rows.map(
      (row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])) as T,
    );
  }

  /** Runs one statement and returns its columns and rows. @throws DatabaseError. */
  async query(sql: string, parameters: Parameters = {}): Promise<Result> {
    return this.#inTurn(async () => {
      const result = await this.#execute(sql, parameters);
      const rows = (await result.getRows()).map((row) => row.map(toPlain));
      return { columns: columnsOf(result), rows };
    });
  }

  /**
   * Runs one statement and streams its rows. The connection is busy until the stream has been read to
   * its end. @throws DatabaseError, also while the stream is read.
   */
  async stream(sql: string, parameters: Parameters = {}): Promise<StreamedResult> {
    const result = await this.#inTurn(() =>
      this.native.stream(sql, parameters as Record<string, DuckDBValue>),
    );
    const { explain, signal } = this;
    async function* chunks(): AsyncGenerator<Plain[][]> {
      try {
        for (;;) {
          signal?.throwIfAborted();
          const chunk = await result.fetchChunk();
          if (chunk === null || chunk.rowCount === 0) return;
          yield chunk.getRows().map((row) => row.map(toPlain));
        }
      } catch (error) {
        signal?.throwIfAborted();
        throw explain(error);
      }
    }
    return { columns: columnsOf(result), chunks: chunks() };
  }

  /** Counts the statements in a text of SQL. @throws DatabaseError when it cannot be parsed. */
  async countStatements(sql: string): Promise<number> {
    /* The binding fails for an empty text, so a statement is added and subtracted. */
    const { count } = await this.#inTurn(() => this.native.extractStatements(`${sql}\n;select 1`));
    return count - 1;
  }

  /** Returns the type of the first statement, such as `SELECT`. It is bound, which finds its errors. */
  async statementKind(sql: string): Promise<string> {
    return this.#prepared(sql, ({ statementType }) => duckdb.StatementType[statementType]);
  }

  /** Returns the names of the parameters of the first statement. @throws DatabaseError when it is invalid. */
  async parameterNames(sql: string): Promise<string[]> {
    return this.#prepared(sql, (prepared) =>
      Array.from({ length: prepared.parameterCount }, (_, i) => prepared.parameterName(i + 1)),
    );
  }

  /** Runs `work` in a transaction, which is committed, or rolled back if `work` throws. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('begin transaction');
    try {
      const result = await work();
      await this.run('commit');
      return result;
    } catch (error) {
      /* A failed commit has been rolled back already; a second rollback fails, which does not matter. */
      await this.run('rollback').catch(() => undefined);
      throw error;
    }
  }

  /** Interrupts the statement that is running. */
  interrupt(): void {
    this.native.interrupt();
  }

  close(): void {
    this.signal?.removeEventListener('abort', this.#onAbort);
    clearInterval(this.#interrupting);
    this.native.closeSync();
  }

  async #execute(sql: string, parameters: Parameters) {
    const values = parameters as Record<string, DuckDBValue>;
    const given = Object.keys(values).length > 0;
    return this.native.run(sql, given ? values : undefined);
  }

  async #prepared<T>(sql: string, read: (prepared: DuckDBPreparedStatement) => T): Promise<T> {
    return this.#inTurn(async () => {
      const statements = await this.native.extractStatements(sql);
      const prepared = await statements.prepare(0);
      try {
        return read(prepared);
      } finally {
        prepared.destroySync();
      }
    });
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(async () => {
      try {
        this.signal?.throwIfAborted();
        return await work();
      } catch (error) {
        this.signal?.throwIfAborted();
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
