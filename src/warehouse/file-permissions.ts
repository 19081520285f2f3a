import { chmod, stat } from 'node:fs/promises';

/** Permissions of a file that only its owner can read. */
export const privateMode = 0o600;

/** Suffixes of the files and folders that are beside a database while they are needed. */
export const neighbours = ['.wal', '.tmp', '.spool'] as const;

/**
 * Gives a database and its write-ahead log the permissions `mode`. Files of another owner, who alone
 * may change them, keep theirs.
 */
export async function setFileMode(path: string, mode: number): Promise<void> {
  for (const file of [path, `${path}.wal`]) await chmod(file, mode).catch(() => undefined);
}

/**
 * Returns a warning for each file and folder of a database that more users can read or change than
 * `mode` allows, with the command that restricts it. Files of other owners are left to them.
 */
export async function permissionWarnings(path: string, mode: number): Promise<string[]> {
  if (process.platform === 'win32') return [];
  const files = ['', ...neighbours].map((suffix) => `${path}${suffix}`);
  const warnings = await Promise.all(files.map((file) => warningOf(file, mode)));
  return warnings.filter((warning) => warning !== undefined);
}

async function warningOf(file: string, mode: number): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || !isOwn(found.uid)) return undefined;
  /* Who may not enter a folder can open nothing in it, even if its names are readable. */
  const tooMuch = found.isDirectory() ? found.mode & 0o011 : found.mode & 0o066 & ~mode;
  if (tooMuch === 0) return undefined;
  const wanted = found.isDirectory() ? '700' : mode.toString(8);
  return `Other users can read or change ${file}, which holds names of guests and employees. Restrict access: chmod ${wanted} ${quoted(file)}`;
}

function isOwn(uid: number): boolean {
  const user = process.getuid?.();
  return user === uid || user === 0;
}

/* Quotes a path for a shell if it has to be. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
