import { createTwoFilesPatch } from 'diff';
import type { Answers } from './questions.js';

/** The values of a configuration file, unchecked. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * Returns the values of the new configuration file: the answers and the key over the existing values, which
 * keep their order. `restaurants` is left as it is if undefined.
 */
export function compose(
  existing: Values,
  { guests, ...answers }: Answers,
  { key, restaurants }: { key: string; restaurants?: readonly string[] | undefined },
): Values {
  return {
    ...existing,
    ...answers,
    userAccessType: existing.userAccessType ?? 'TOAST_MACHINE_CLIENT',
    key,
    ...(restaurants === undefined ? {} : { restaurants }),
    privacy: { ...(existing.privacy as object | undefined), guests },
  };
}

/** Returns the text of a configuration file. */
export function format(values: Values): string {
  return `${JSON.stringify(values, null, 2)}\n`;
}

const secretKeys = ['clientSecret', 'key', 'publish', 's3'];

/**
 * Returns the difference between two configurations as a patch without its header. Secrets are hidden; one
 * that changes is shown as such.
 */
export function difference(before: Values, after: Values): string {
  const hide = (values: Values, changed: string) =>
    format(
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => {
          if (!secretKeys.includes(key)) return [key, value];
          return [key, before[key] === after[key] ? '[hidden]' : `[hidden, ${changed}]`];
        }),
      ),
    );
  const patch = createTwoFilesPatch('', '', hide(before, 'old'), hide(after, 'new'), '', '', {
    context: 2,
  });
  return patch
    .split('\n')
    .filter((line) => /^[-+ ]/.test(line) && !/^(---|\+\+\+)/.test(line))
    .join('\n');
}
