import { resolve } from 'node:path';
import type { PublishSettings, PublishTargetSettings } from '../config/publish.js';
import { ConfigurationError, UsageError } from '../errors.js';
import { suggestNearest } from '../nearest.js';
import { parseCatalog, type Catalog } from './catalog.js';

/** Says what a target is and where. Paths of files are absolute. */
export type Location =
  | { readonly kind: 'duckdb'; readonly path: string }
  /** A folder, or a prefix such as `s3://bucket/sales/`; both end with a slash. */
  | { readonly kind: 'parquet'; readonly folder: string; readonly isRemote: boolean }
  | { readonly kind: 'ducklake'; readonly catalog: Catalog }
  | { readonly kind: 'motherduck'; readonly database: string };

export type TargetKind = Location['kind'];

/** A place that `toast publish` writes to, and what of the database it gets. */
export interface PublishTarget extends Omit<PublishTargetSettings, 'to' | 'password'> {
  /** Its name in the configuration, or the text that it was given as, without a password. */
  readonly name: string;
  readonly location: Location;
}

/** A target of one kind. */
export type TargetOf<K extends TargetKind> = PublishTarget & {
  readonly location: Extract<Location, { kind: K }>;
};

const usualSettings: Omit<PublishTargetSettings, 'to'> = {
  exclude: [],
  guests: 'keep',
  employees: 'keep',
  evenIfTestsFail: false,
  encrypted: false,
};

/**
 * Returns the targets that are named, each by its name in the configuration or by a text that says what it
 * is, such as `share/sales.duckdb`; without names, all of the configuration.
 * @throws UsageError for a name that is neither, or when there is no target; ConfigurationError for a
 *   configured target that does not say what it is.
 */
export function chooseTargets(
  names: readonly string[],
  { publish }: Pick<PublishSettings, 'publish'>,
): PublishTarget[] {
  const configured = Object.keys(publish);
  if (names.length === 0 && configured.length === 0) {
    throw new UsageError('There is no target to publish to.', {
      suggestion: `Name one, ${examples}, or add it to the configuration as "publish".`,
    });
  }
  return (names.length === 0 ? configured : [...new Set(names)]).map((name) => {
    const settings = publish[name];
    return settings === undefined
      ? givenTarget(name, configured)
      : configuredTarget(name, settings);
  });
}

function configuredTarget(
  name: string,
  { to, password, ...settings }: PublishTargetSettings,
): PublishTarget {
  try {
    const location = parseLocation(to);
    if (location.kind !== 'ducklake' || password === undefined)
      return { name, location, ...settings };
    const catalog = { ...location.catalog, password };
    return { name, location: { ...location, catalog }, ...settings };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { message, suggestion } = error;
    throw new ConfigurationError(`publish.${name}.to is invalid. ${message}`, {
      ...(suggestion === undefined ? {} : { suggestion }),
      cause: error,
    });
  }
}

function givenTarget(text: string, configured: readonly string[]): PublishTarget {
  /* A word without a dot, a slash or a colon is meant as a name. */
  if (/^[\w-]+$/.test(text)) {
    throw new UsageError(`There is no target ${text}.`, {
      suggestion: suggestNearest(
        text,
        configured,
        configured.length === 0
          ? `Name a target ${examples}, or add it to the configuration as "publish".`
          : `The configuration has ${configured.join(', ')}.`,
      ),
    });
  }
  const location = parseLocation(text);
  const name = location.kind === 'ducklake' ? location.catalog.label : text;
  return { name, location, ...usualSettings };
}

const examples = 'such as share/sales.duckdb, lake/, s3://bucket/sales/ or ducklake:postgres:…';

/**
 * Parses a text that says what a target is and where: `share/sales.duckdb`, `lake/` or
 * `s3://bucket/sales/` (Parquet), `ducklake:postgres:…`, `md:sales`. Paths are relative to the working
 * directory.
 * @throws UsageError when it says neither; the error does not quote a password.
 */
export function parseLocation(text: string): Location {
  const [, scheme = ''] = /^([a-z][\w+.-]+):/i.exec(text) ?? [];
  switch (scheme.toLowerCase()) {
    case 'ducklake':
      return { kind: 'ducklake', catalog: parseCatalog(text.slice(scheme.length + 1)) };
    case 'md':
    case 'motherduck':
      return { kind: 'motherduck', database: parseDatabase(text.slice(scheme.length + 1)) };
    case 's3':
      return { kind: 'parquet', folder: parsePrefix(text), isRemote: true };
    case '':
      return parsePath(text);
    default:
      throw new UsageError(`Publishing to ${scheme}: is not supported.`, {
        suggestion: `Use a target ${examples}. For a file with such a name, put ./ before it.`,
      });
  }
}

function parsePath(text: string): Location {
  if (/[/\\]$/.test(text)) return { kind: 'parquet', folder: `${resolve(text)}/`, isRemote: false };
  if (/\.(duckdb|ddb|db)$/i.test(text)) return { kind: 'duckdb', path: resolve(text) };
  throw new UsageError(`${JSON.stringify(text)} does not say what kind of target it is.`, {
    suggestion: `End it with .duckdb for a DuckDB file, or with / for a folder of Parquet files.`,
  });
}

function parsePrefix(text: string): string {
  if (/^s3:\/\/[a-z0-9][a-z0-9.-]+(\/[^\0*?]*)?$/i.test(text)) {
    return text.endsWith('/') ? text : `${text}/`;
  }
  throw new UsageError(`${JSON.stringify(text)} is not a place on S3.`, {
    suggestion: 'Use a form like s3://bucket/sales/.',
  });
}

function parseDatabase(text: string): string {
  if (/^[a-z_]\w*$/i.test(text)) return text;
  throw new UsageError('A target on MotherDuck is the name of a database.', {
    suggestion:
      'Use a form like md:sales. The token goes into the configuration or MOTHERDUCK_TOKEN.',
  });
}
