import { parseDuration } from './duration.js';
import { fromEnvironment } from './environment.js';
import { problem, unusable } from './problems.js';
import { configurationPath, given, readConfigurationFile, type Sources } from './read-file.js';
import type { Configuration } from './schema.js';

/** Where the data goes when nobody says otherwise. */
export const defaultDatabase = 'warehouse.duckdb';

/**
 * Which database to open, and how long to wait for it, for commands that need nothing else of the
 * configuration: the rest of it may be missing or wrong.
 * It does without the schema: loading that takes as long as a small query.
 * @throws ConfigurationError when the file that was named cannot be read, or one of the two is wrong.
 */
export async function loadDatabaseSettings(
  sources: Sources,
): Promise<Pick<Configuration, 'database' | 'wait'>> {
  const { file, environment, flags } = sources;
  const path = configurationPath(file, environment);
  const named = { ...fromEnvironment(environment), ...given(flags) };
  const reading = readConfigurationFile(path.absolute, path.named);
  /* Whoever names the database may have no right to read the credentials. */
  const { values } = await ('database' in named ? reading.catch(() => ({ values: {} })) : reading);
  return check({ ...values, ...named }, path.absolute);
}

function check(
  { database = defaultDatabase, wait = '0s' }: Record<string, unknown>,
  file: string,
): Pick<Configuration, 'database' | 'wait'> {
  const waitMs = typeof wait === 'string' ? parseDuration(wait) : undefined;
  const isNamed = typeof database === 'string' && database !== '';
  if (isNamed && waitMs !== undefined) return { database, wait: waitMs };
  throw unusable(
    [
      ...(isNamed ? [] : [problem('database', 'is not a text')]),
      ...(waitMs === undefined ? [problem('wait', 'is not a duration')] : []),
    ],
    file,
  );
}
