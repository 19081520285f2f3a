import { readDefinitions } from './definitions.js';
import type { Payload } from './walk.js';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly undocumented?: boolean;
}

type Definitions = Readonly<Record<string, Schema>>;

type Properties = readonly (readonly [name: string, refersTo: string | undefined])[];

/** Returns a function that reads a definition's own and inherited properties, each once. */
function reader(all: Definitions): (name: string) => Properties {
  const known = new Map<string, Properties>();
  return (name) => {
    const properties = known.get(name) ?? propertiesOf(name, all);
    known.set(name, properties);
    return properties;
  };
}

/** A definition's own and inherited properties, and the definition each refers to. */
function propertiesOf(name: string, all: Definitions): Properties {
  const read = (schema: Schema | undefined): [string, string | undefined][] => {
    const refers = schema?.$ref?.split('/').at(-1);
    return [
      ...(refers ? read(all[refers]) : []),
      ...(schema?.allOf ?? []).flatMap(read),
      ...documented(schema).map(([property, { $ref, items }]): [string, string | undefined] => [
        property,
        ($ref ?? items?.$ref)?.split('/').at(-1),
      ]),
    ];
  };
  return read(all[name]);
}

/* Fields that Toast's definitions do not list are not expected of the simulator. */
function documented(schema: Schema | undefined): [string, Schema][] {
  return Object.entries(schema?.properties ?? {}).filter(([, { undocumented }]) => !undocumented);
}

function note(
  value: Payload,
  name: string,
  propertiesOf: (name: string) => Properties,
  seen: Set<string>,
): void {
  for (const [property, below] of propertiesOf(name)) {
    const key = `${name}.${property}`;
    if (below === undefined && seen.has(key)) continue;
    const held = value[property];
    if (held === null || held === undefined) continue;
    seen.add(key);
    if (below) for (const each of [held].flat()) note(each, below, propertiesOf, seen);
  }
}

function expected(
  name: string,
  propertiesOf: (name: string) => Properties,
  found = new Set<string>(),
): Set<string> {
  for (const [property, below] of propertiesOf(name)) {
    if (found.has(`${name}.${property}`)) continue;
    found.add(`${name}.${property}`);
    if (below) expected(below, propertiesOf, found);
  }
  return found;
}

/** Properties of Toast's definition `Order` and below (`Check.tabName`) that no order has. */
export function missingProperties(orders: readonly Payload[]): string[] {
  const properties = reader(readDefinitions('orders'));
  const seen = new Set<string>();
  for (const order of orders) note(order, 'Order', properties, seen);
  return [...expected('Order', properties)].filter((property) => !seen.has(property));
}
