import { defaultDatabase, type Configuration } from './configuration.js';
import { describeProblem, invalidConfiguration } from './keys.js';
import { configurationPath, overrides, readConfigurationFile, type Sources } from './sources.js';
import { parseDuration, parseFileMode } from './values.js';

/** Says which database to open, how long to wait for it and which permissions it gets. */
export type DatabaseSettings = Pick<Configuration, 'database' | 'databaseMode' | 'wait'>;

/**
 * Loads the path of the database, its permissions and how long to wait for it, in milliseconds.
 * Commands that need nothing else use it, so that the rest of the configuration may be missing or
 * invalid, and so that they start without the schema, which takes as long to load as a small query to
 * run.
 * @throws ConfigurationError if a configuration file that was named cannot be read, or if one of the
 *   values is invalid.
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
  { database = defaultDatabase, databaseMode, wait = '0s' }: Record<string, unknown>,
  file: string,
): DatabaseSettings {
  const mode = typeof databaseMode === 'string' ? parseFileMode(databaseMode) : undefined;
  const waitMs = typeof wait === 'string' ? parseDuration(wait) : undefined;
  const isNamed = typeof database === 'string' && database !== '';
  const hasMode = databaseMode === undefined || mode !== undefined;
  if (isNamed && hasMode && waitMs !== undefined) {
    return { database, databaseMode: mode, wait: waitMs };
  }
  throw invalidConfiguration(
    [
      ...(isNamed ? [] : [describeProblem('database', 'is not a non-empty string')]),
      ...(hasMode ? [] : [describeProblem('databaseMode', 'is not a file mode')]),
      ...(waitMs === undefined ? [describeProblem('wait', 'is not a duration')] : []),
    ],
    file,
  );
}
