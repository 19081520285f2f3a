import { ModelError } from '../../errors.js';
import type { Model, Project } from '../../transform/project/model.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { literals } from '../../warehouse/engine/sql.js';
import { loadColumns, type CatalogColumn } from './load-columns.js';
import {
  personalData,
  publishedSchemas,
  type PersonalData,
  type SourceColumn,
  type SourceRelation,
} from '../plan/relation.js';

/**
 * Loads the tables and views in the schemas that are published, with their columns. Descriptions are the
 * comments in the database, else those of the project; whose data a column holds is what the project says.
 * @throws ModelError when the project says it in a way that is not known.
 */
export async function loadRelations(
  connection: Connection,
  project: Project,
): Promise<SourceRelation[]> {
  const rows = await connection.all<{
    schema: string;
    name: string;
    type: 'table' | 'view';
    comment: string | null;
  }>(
    `select schema_name as "schema", table_name as name, 'table' as type, comment
    from duckdb_tables() where database_name = current_database()
    union all
    select schema_name, view_name, 'view', comment
    from duckdb_views() where database_name = current_database() and not internal
    order by all`,
  );
  const columns = await loadColumns(
    connection,
    `database_name = current_database() and schema_name in (select unnest(${literals(publishedSchemas)}))`,
  );
  const models = new Map(
    [...project.models.values()].map((model) => [model.relation.label, model]),
  );
  return rows
    .filter(({ schema }) => publishedSchemas.some((published) => published === schema))
    .map(({ schema, name, type, comment }) => {
      const model = models.get(`${schema}.${name}`);
      return {
        ...{ schema, name, type },
        description: comment || model?.description || undefined,
        personalData: model && readClass(metaOf(model).personal_data, model, name),
        columns: (columns.get(`${schema}.${name}`) ?? []).map((column) => describe(column, model)),
      };
    });
}

function describe({ name, type, comment }: CatalogColumn, model: Model | undefined): SourceColumn {
  const column = { name, type, description: comment ?? undefined };
  if (model === undefined) return column;
  const description = comment || model.columns.get(name) || undefined;
  const { personal_data: value, personal_data_where: where } =
    model.columnMeta.get(column.name) ?? {};
  return {
    ...column,
    description,
    personalData: readClass(value, model, column.name),
    personalDataWhere: typeof where === 'string' ? where : undefined,
  };
}

function metaOf({ config }: Model): Readonly<Record<string, unknown>> {
  const { meta } = config.settings;
  return typeof meta === 'object' && meta !== null ? (meta as Record<string, unknown>) : {};
}

function readClass(value: unknown, { file }: Model, where: string): PersonalData | undefined {
  if (value === undefined) return undefined;
  const known = personalData.find((name) => name === value);
  if (known !== undefined) return known;
  throw new ModelError(`${file}: personal_data of ${where} is ${String(value)}.`, {
    suggestion: `Use one of ${personalData.join(', ')} in its YAML.`,
  });
}
