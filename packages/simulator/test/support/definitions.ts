import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { load } from 'js-yaml';

const folder = new URL('../../../../shared/toast-openapi/', import.meta.url);

/** Toast's definition files lie beside the repository, not in it. */
export const definitionsPresent = existsSync(folder);

type Schema = Record<string, unknown>;

/**
 * Makes a function that says what is wrong with a value against a definition of one of Toast's
 * files (`orders.yaml`). Anything but a required property may be null, as recorded responses show.
 */
export function definitionErrors(file: string, definition: string) {
  // Files of OpenAPI 3 keep their definitions elsewhere; only references tell the difference.
  const text = readFileSync(new URL(file, folder), 'utf8');
  const { definitions, components } = load(
    text.replaceAll('#/components/schemas/', '#/definitions/'),
  ) as {
    definitions?: Record<string, Schema>;
    components?: { schemas: Record<string, Schema> };
  };
  const schemas = definitions ?? components?.schemas ?? {};
  const ajv = new Ajv({ strict: false, logger: false, allErrors: true });
  addFormats.default(ajv, ['uuid']);
  ajv.addSchema({
    $id: 'toast',
    definitions: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, nullable(schema)]),
    ),
  });
  const validate = ajv.compile({ $ref: `toast#/definitions/${definition}` });
  return (value: unknown): readonly string[] => {
    validate(value);
    return (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
  };
}

function nullable(schema: Schema): Schema {
  const { properties, allOf, ...rest } = schema;
  return {
    ...rest,
    ...(Array.isArray(allOf) ? { allOf: allOf.map((part) => nullable(part as Schema)) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties as Record<string, Schema>).map(([name, property]) => [
              name,
              { anyOf: [{ type: 'null' }, property] },
            ]),
          ),
        }
      : {}),
  };
}
