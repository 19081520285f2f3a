import type { Template, Macro } from '../jinja/template.js';
import type { transientDatabase } from '../../warehouse/engine/transient.js';
import type { Relation } from './relation.js';

export const materializations = ['view', 'table', 'incremental', 'ephemeral'] as const;

export type Materialization = (typeof materializations)[number];

/** A file of the project; `file` is its path relative to the project's folder, with `/`. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** The files that a project is parsed from. */
export interface ProjectFiles {
  /** dbt_project.yml. */
  readonly project: SourceFile;
  /** SQL and YAML files in the model folders. */
  readonly models: readonly SourceFile[];
  readonly macros: readonly SourceFile[];
}

/** The configuration of a model, merged from dbt_project.yml, its YAML and its config(). */
export interface ModelConfig {
  readonly enabled: boolean;
  readonly materialized: Materialization;
  /** Custom schema; undefined for the target's own. */
  readonly schema: string | undefined;
  readonly alias: string | undefined;
  /** `transient` for a table that is only needed during a run; undefined for the file. */
  readonly database: typeof transientDatabase | undefined;
  readonly tags: readonly string[];
  /** Columns by which an incremental run replaces rows; none when it only appends. */
  readonly uniqueKey: readonly string[];
  /** Templates of statements, run in the model's transaction. */
  readonly preHooks: readonly string[];
  readonly postHooks: readonly string[];
  readonly persistDocs: { readonly relation: boolean; readonly columns: boolean };
  /** `meta: { skip_unchanged: true }`: not built when its definition and data are unchanged. */
  readonly skipUnchanged: boolean;
  /** `meta: { rebuild_redefined: true }`: an incremental model that is built in full when its definition changed. */
  readonly rebuildRedefined: boolean;
  /**
   * Whether every run builds an incremental model in full (`true`), or none does, `--full-refresh` included
   * (`false`), because its rows cannot be computed again; undefined where the run decides.
   */
  readonly fullRefresh: boolean | undefined;
  /**
   * `meta: { batch_rows: 50000 }`: the model holds a batch of at most so many rows. A run builds it, and
   * the incremental models that it feeds, again for as long as it is full.
   */
  readonly batchRows: number | undefined;
  /** All settings as written, for selectors such as `config.materialized:view`. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Model {
  readonly name: string;
  readonly file: string;
  readonly template: Template;
  readonly config: ModelConfig;
  readonly relation: Relation;
  /** Names of the models it reads. */
  readonly refs: readonly string[];
  /** Source tables that it reads, as `source.table`. */
  readonly sources: readonly string[];
  readonly description: string;
  /** Descriptions of columns by name. */
  readonly columns: ReadonlyMap<string, string>;
  /** `config: { meta: … }` of columns by name. */
  readonly columnMeta: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** A data test as defined in YAML. */
export interface DataTest {
  readonly name: string;
  /** The YAML file that defines it, and the line in it (from 1). */
  readonly file: string;
  readonly line: () => number;
  /** Name of the generic test: `unique`, or one of the project's. */
  readonly test: string;
  /** Expression that gives the tested relation: `ref('orders')`. */
  readonly subject: string;
  /** Name of the tested model; undefined when a source is tested. */
  readonly model: string | undefined;
  readonly column: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly config: DataTestConfig;
}

export interface DataTestConfig {
  readonly severity: 'error' | 'warn';
  readonly where: string | undefined;
  /** Conditions on the number of failing rows: `> 10`. */
  readonly errorIf: string;
  readonly warnIf: string;
}

export interface Project {
  readonly name: string;
  /** The schema of models without a custom one; a custom schema `s` is `<target>_s`. */
  readonly targetSchema: string;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly models: ReadonlyMap<string, Model>;
  /** Files of disabled models by name. */
  readonly disabled: ReadonlyMap<string, string>;
  /** Relations of sources by `source.table`. */
  readonly sources: ReadonlyMap<string, Relation>;
  readonly macros: readonly Macro[];
  readonly dataTests: readonly DataTest[];
}
