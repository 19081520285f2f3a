import { DatabaseError } from './errors.js';

/**
 * Returns the error that says that no space is left to write a file, if `cause` is the operating system's
 * error for a full disk or quota.
 */
export function noSpaceLeft(path: string, cause: unknown): DatabaseError | undefined {
  const { code } = cause as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return undefined;
  return new DatabaseError(`No space is left to write ${path}.`, {
    suggestion: 'Free disk space and run the command again.',
    cause,
  });
}
