/**
 * Says whose data a column or table holds. `guest`: it identifies a guest, or belongs to one. `employee`: it
 * names or reaches an employee, or says what one earns; a GUID alone does not. `text`: people wrote it, so
 * it may hold the name of anybody. `none`: it looks like one of these by its name and is not.
 */
export const personalData = ['guest', 'employee', 'text', 'none'] as const;

export type PersonalData = (typeof personalData)[number];

export interface SourceColumn {
  readonly name: string;
  readonly type: string;
  readonly description?: string | undefined;
  /** What the models' YAML says of it; undefined if nothing. */
  readonly personalData?: PersonalData | undefined;
  /** SQL over the relation's columns: only rows for which it is true hold such data; undefined for all. */
  readonly personalDataWhere?: string | undefined;
}

/** A table or view of the database in a schema that is published. */
export interface SourceRelation {
  readonly schema: string;
  readonly name: string;
  readonly type: 'table' | 'view';
  readonly description?: string | undefined;
  /** What the models' YAML says of all its rows: those of `guest` are about guests only. */
  readonly personalData?: PersonalData | undefined;
  readonly columns: readonly SourceColumn[];
}

/** The schemas that are published, those that a name without a schema is looked up in first coming first. */
export const publishedSchemas = ['toast_marts', 'toast', 'toast_history'] as const;
