import type { Connection } from '../../../warehouse/engine/connection.js';
import type { CompiledModel } from '../../compile/compile.js';
import type { Model } from '../../project/model.js';
import type { RelationType } from '../../project/relation.js';

/** One model to be built. */
export interface Build {
  readonly connection: Connection;
  readonly model: Model;
  readonly compiled: CompiledModel;
  /** The type of the relation that has the model's name now; undefined when there is none. */
  readonly existing: RelationType | undefined;
  /** That relation was built from the same text and settings, so the query gives its columns. */
  readonly sameDefinition: boolean;
}
