import type { Connection, Parameters, StreamedResult } from '../engine/connection.js';
import { identifier, literal, literals } from '../engine/sql.js';
import { OpenFolders } from './open-folders.js';
import { assertParameters, withParameters } from './parameters.js';
import { readOnlyStatement } from './read-only-statement.js';

/** An open database file, of which nobody else uses the engine: closing a session is for all of it. */
export interface OpenDatabase {
  readonly path: string;
  /** Folders, or prefixes on S3, from which the engine reads its tables. Queries cannot name what is there. */
  readonly dataFolders?: readonly string[];
  connect(signal?: AbortSignal): Promise<Connection>;
}

export interface SessionOptions {
  /** Folders whose files queries may read. */
  readonly allowedFolders?: readonly string[];
  /** Files that no allowed folder may contain, apart from the database. */
  readonly closedFiles?: readonly string[];
  /** The one file that `writeParquet` writes. */
  readonly outputFile?: string;
  /** Aborting it stops the query. */
  readonly signal?: AbortSignal | undefined;
}

/* Between them come the schemas of the user's own models. */
const modelled = ['toast', 'toast_marts', 'toast_history'];
const raw = ['raw_toast', 'raw_toast_history', 'toast_meta', 'main'];
const ofEngine = ['information_schema', 'pg_catalog'];

/**
 * A session for SQL of people and programs that are not trusted with more than reading. The engine
 * itself refuses files and network, extensions and settings; `read-only-statement` refuses everything
 * but one query, and what the engine has no setting for: the token, and functions that write or run SQL.
 */
export class ReadOnlySession {
  private constructor(
    private readonly connection: Connection,
    private readonly folders: OpenFolders,
    private readonly outputFile: string | undefined,
  ) {}

  /**
   * Opens a session on a file that is open for reading. Tables are found without their schema, modelled
   * ones first, then those of other schemas, then raw ones.
   * @throws UsageError when an allowed folder is missing, contains a closed file or has a link out of it.
   */
  static async open(
    database: OpenDatabase,
    { allowedFolders = [], closedFiles = [], outputFile, signal }: SessionOptions = {},
  ): Promise<ReadOnlySession> {
    const folders = await OpenFolders.open(allowedFolders, database.path, closedFiles);
    const connection = await database.connect(signal);
    await setSearchPath(connection);
    await connection.run(`
      set allowed_directories = ${literals([...folders.paths, ...(database.dataFolders ?? [])])};
      set allowed_paths = ${literals(outputFile === undefined ? [] : [outputFile])};
      set enable_external_access = false;
      set autoinstall_known_extensions = false;
      set autoload_known_extensions = false;
      set lock_configuration = true`);
    return new ReadOnlySession(connection, folders, outputFile);
  }

  /**
   * Runs one query and streams its result.
   * @throws UsageError when the text is not one statement or its parameters are not those given,
   *   DatabaseError when it is invalid, would do more than read, or reads what is closed.
   */
  async stream(sql: string, parameters: Parameters = {}): Promise<StreamedResult> {
    const statement = await readOnlyStatement(this.connection, sql, this.folders);
    await assertParameters(this.connection, statement, parameters);
    return withParameters(parameters, (values) => this.connection.stream(statement, values));
  }

  /**
   * Runs one query, writes its result to the session's output file and returns the number of rows.
   * @throws what `stream` throws.
   */
  async writeParquet(sql: string, parameters: Parameters = {}): Promise<number> {
    if (this.outputFile === undefined) throw new Error('The session has no output file.');
    const statement = await readOnlyStatement(this.connection, sql, this.folders);
    await assertParameters(this.connection, statement, parameters);
    const select = statement.trim().replace(/;$/, '');
    await withParameters(parameters, (values) =>
      this.connection.run(`create or replace temp table result as ${select}`, values),
    );
    /* Otherwise the engine writes to a file of its own choice first, which is closed. */
    const how = 'format parquet, use_tmp_file false';
    return this.connection.run(`copy temp.main.result to ${literal(this.outputFile)} (${how})`);
  }

  close(): void {
    this.connection.close();
  }
}

async function setSearchPath(connection: Connection): Promise<void> {
  const rows = await connection.all<{ schema_name: string }>(
    `select schema_name from information_schema.schemata where catalog_name = current_database()`,
  );
  const existing = rows.map(({ schema_name }) => schema_name);
  const known = new Set([...modelled, ...raw, ...ofEngine]);
  const path = [
    ...modelled.filter((schema) => existing.includes(schema)),
    ...existing.filter((schema) => !known.has(schema)).toSorted(),
    ...raw.filter((schema) => existing.includes(schema)),
  ];
  await connection.run(`set search_path = ${literal(path.map(identifier).join(','))}`);
}
