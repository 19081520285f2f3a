import type { Connection } from '../../../warehouse/engine/connection.js';
import type { CompiledModel } from '../../compile/compile.js';
import type { Model } from '../../project/model.js';
import type { Comments } from './comments.js';

export type RelationType = 'table' | 'view';

/** One model to be built, in a transaction that the caller has begun. */
export interface Build {
  readonly connection: Connection;
  readonly model: Model;
  readonly compiled: CompiledModel;
  /** What stands under the model's name now. */
  readonly existing: RelationType | undefined;
  /** Comments on what stands there now. */
  readonly comments: Comments | undefined;
  /** What stands there was built from the same text and settings: its columns are the query's. */
  readonly sameDefinition: boolean;
}
