/**
 * Looks up a member of a value as Python does: `list.append`, `dictionary.items`, `text.upper`. Lists,
 * dictionaries and texts have the methods below; other values have their own properties only.
 */
export function lookupMember(value: unknown, key: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  const name = String(key);
  if (Array.isArray(value)) {
    if (typeof key === 'number') return value.at(key);
    return bind(listMethods, value, name);
  }
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
    return bind(dictionaryMethods, value as Record<string, unknown>, name);
  }
  if (typeof value === 'object') {
    if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
  }
  if (typeof value === 'string' || value instanceof String) {
    if (typeof key === 'number') return value.toString().at(key);
    return bind(textMethods, value.toString(), name);
  }
  return undefined;
}

/** Tells if Python counts a value as true: it is not empty, zero or none. */
export function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof String) return value.toString() !== '';
  if (typeof value === 'object' && value !== null) {
    return Object.getPrototypeOf(value) !== Object.prototype || Object.keys(value).length > 0;
  }
  return Boolean(value);
}

type Methods<T> = Record<string, (self: T, ...values: never[]) => unknown>;

const listMethods: Methods<unknown[]> = {
  append: (self, value: unknown) => void self.push(value),
  extend: (self, values: unknown[]) => void self.push(...values),
  insert: (self, at: number, value: unknown) => void self.splice(at, 0, value),
  pop: (self, at = -1) => self.splice(at, 1)[0],
  index: (self, value: unknown) => self.indexOf(value),
  count: (self, value: unknown) => self.filter((item) => item === value).length,
};

const dictionaryMethods: Methods<Record<string, unknown>> = {
  items: (self) => Object.entries(self),
  keys: (self) => Object.keys(self),
  values: (self) => Object.values(self),
  get: (self, name: string, otherwise = null) =>
    Object.hasOwn(self, name) ? self[name] : otherwise,
  update: (self, other: object) => void Object.assign(self, other),
};

const textMethods: Methods<string> = {
  upper: (self) => self.toUpperCase(),
  lower: (self) => self.toLowerCase(),
  strip: (self) => self.trim(),
  replace: (self, from: string, to: string) => self.replaceAll(from, to),
  split: (self, by?: string) => (by === undefined ? self.trim().split(/\s+/) : self.split(by)),
  join: (self, parts: unknown[]) => parts.join(self),
  startswith: (self, text: string) => self.startsWith(text),
  endswith: (self, text: string) => self.endsWith(text),
};

function bind<T>(methods: Methods<T>, self: T, name: string): unknown {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return method && ((...values: unknown[]) => method(self, ...(values as never[])));
}
