/*
 * An origin is a resource and a path in its payload: `orders:checks[].selections[].voidDate`.
 */

/** Returns the origin of the field `name` of an object. */
export function field(origin: string, name: string): string {
  return origin.endsWith(':') ? `${origin}${name}` : `${origin}.${name}`;
}

/** Returns the origin of the elements of a list. Nested lists, as modifiers of modifiers, count as one. */
export function element(origin: string): string {
  const [resource = '', path = ''] = origin.split(':');
  const segments = `${path}[]`.split('.');
  const distinct = segments.filter((segment, i) => segment !== segments[i - 1]);
  return `${resource}:${distinct.join('.')}`;
}

/** Returns the origin that a JSON path such as `$.general.name` leads to. */
export function follow(origin: string, path: string): string {
  return path
    .replace(/^\$/, '')
    .split(/\.|(?=\[)/)
    .filter((step) => step !== '')
    .reduce((at, step) => (step.startsWith('[') ? element(at) : field(at, step)), origin);
}
