import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/* The field catalogue, which has the names and types of Toast's definitions. */
const folder = new URL('../../../../fields/', import.meta.url);

type Schema = Record<string, unknown>;

/** Returns the definitions of an API by the name of its file in fields: `orders`. */
export function readDefinitions(api: string): Readonly<Record<string, Schema>> {
  const text = readFileSync(new URL(`${api}.json`, folder), 'utf8');
  return (JSON.parse(text) as { definitions: Record<string, Schema> }).definitions;
}

type ErrorsOf = (value: unknown) => readonly string[];

const compiled = new Map<string, ErrorsOf>();

/**
 * Returns a function that lists what is wrong with a value by a definition of the field catalogue.
 * Every property may be null, as recorded responses show.
 */
export function definitionErrors(api: string, definition: string): ErrorsOf {
  const key = `${api}/${definition}`;
  const errorsOf = compiled.get(key) ?? compile(api, definition);
  compiled.set(key, errorsOf);
  return errorsOf;
}

function compile(api: string, definition: string): ErrorsOf {
  const ajv = new Ajv({ strict: false, logger: false, allErrors: true });
  addFormats.default(ajv, ['uuid']);
  ajv.addSchema({
    $id: 'toast',
    definitions: Object.fromEntries(
      Object.entries(readDefinitions(api)).map(([name, schema]) => [name, nullable(schema)]),
    ),
  });
  const validate = ajv.compile({ $ref: `toast#/definitions/${definition}` });
  return (value) => {
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
