import type { Json } from '../support/workbench.js';

/** Converts a value of a payload to that of a column, and names the column's type. */
export interface Kind {
  readonly type: string;
  read(value: Exclude<Json, null>): unknown;
}

/** Refers to the value at `path` of a payload (keys separated by dots), and to its kind. */
export interface Field {
  readonly path: string;
  readonly kind: Kind;
}

export type Fields = Readonly<Record<string, Field>>;

const field = (type: string, read: Kind['read']) => {
  const kind = { type, read };
  return (path: string): Field => ({ path, kind });
};

export const text = field('VARCHAR', String);
export const boolean = field('BOOLEAN', (value) => value);
export const integer = field('BIGINT', (value) => value);
export const double = field('DOUBLE', (value) => value);
export const money = field('DECIMAL(18,4)', (value) => Number(value).toFixed(4));
export const json = field('JSON', (value) => value);
export const instant = field('TIMESTAMP WITH TIME ZONE', (value) => {
  const [, second = '', fraction = '', zone = ''] =
    /^(.{19})(?:\.(\d+))?(.*)$/.exec(String(value)) ?? [];
  const utc = new Date(`${second}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`).toISOString();
  /* Milliseconds, and microseconds only where there are any. */
  const digits = fraction.padEnd(6, '0').replace(/^(\d{3})000$/, '$1');
  return utc.replace('000Z', `${digits}Z`);
});
export const day = field('DATE', (value) =>
  String(value).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'),
);
export const deletedInstant = field('TIMESTAMP WITH TIME ZONE', (value) =>
  value === '1970-01-01T00:00:00.000+0000' ? null : instant('').kind.read(value),
);

export const toastReference = (name: string, path: string): Fields => ({
  [`${name}_id`]: text(`${path}.guid`),
  [`${name}_entity_type`]: text(`${path}.entityType`),
});

export const externalReference = (name: string, path: string): Fields => ({
  ...toastReference(name, path),
  [`${name}_external_id`]: text(`${path}.externalId`),
});

export const configReference = (name: string, path: string): Fields => ({
  ...externalReference(name, path),
  [`${name}_multi_location_id`]: text(`${path}.multiLocationId`),
});

/** Returns the fields of a reference whose identifier is called `…_guid` in the reference schema. */
export const guidReference = (name: string, path: string): Fields => ({
  [`${name}_guid`]: text(`${path}.guid`),
  [`${name}_entity_type`]: text(`${path}.entityType`),
  [`${name}_external_id`]: text(`${path}.externalId`),
});

/** The fields of every entity. */
export const entity: Fields = { entity_type: text('entityType'), external_id: text('externalId') };
