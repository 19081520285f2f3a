import { writePrivateFile } from '../config/private-file.js';
import { ConfigurationError } from '../errors.js';
import { format, type Values } from './compose.js';

/**
 * Writes a configuration file that only its owner can read.
 * @throws ConfigurationError when it cannot be written. The error does not quote the values.
 */
export async function writeConfiguration(path: string, values: Values): Promise<void> {
  await writePrivateFile(path, format(values)).catch(({ code }: NodeJS.ErrnoException) => {
    throw new ConfigurationError(`Cannot write ${path} (${code ?? 'unknown'}).`, {
      suggestion: 'Check that its folder exists and that you can write to it.',
    });
  });
}
