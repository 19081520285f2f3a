import { defaultDatabase, type Configuration } from './configuration.js';
import { describeProblem, invalidConfiguration } from './keys.js';
import { configurationPath, overrides, readConfigurationFile, type Sources } from './sources.js';
import { parseDuration } from './values.js';

type DatabaseSettings = Pick<Configuration, 'database' | 'wait'>;

/**
 * Loads the path of the database and how long to wait for it, in milliseconds. Commands that need
 * nothing else use it, so that the rest of the configuration may be missing or invalid, and so that
 * they start without the schema, which takes as long to load as a small query to run.
 * @throws ConfigurationError if a configuration file that was named cannot be read, or if one of the
 *   two values is invalid.
 */
export async function loadDatabaseSettings(sources: Sources): Promise<DatabaseSettings> {
  const path = configurationPath(sources.file, sources.environment);
  const overriding = overrides(sources);
  const reading = readConfigurationFile(path.absolute, path.named);
  /* A user who names the database may have no permission to read the credentials. */
  const { values } = await ('database' in overriding
    ? reading.catch(() => ({ values: {} }))
    : reading);
  return check({ ...values, ...overriding }, path.absolute);
}

function check(
  { database = defaultDatabase, wait = '0s' }: Record<string, unknown>,
  file: string,
): DatabaseSettings {
  const waitMs = typeof wait === 'string' ? parseDuration(wait) : undefined;
  const isNamed = typeof database === 'string' && database !== '';
  if (isNamed && waitMs !== undefined) return { database, wait: waitMs };
  throw invalidConfiguration(
    [
      ...(isNamed ? [] : [describeProblem('database', 'is not a non-empty string')]),
      ...(waitMs === undefined ? [describeProblem('wait', 'is not a duration')] : []),
    ],
    file,
  );
}
