import { open, stat } from 'node:fs/promises';
import { UsageError } from '../../errors.js';

/** Tells what a file is: a report in one of its formats, an index of reports, empty, or another. */
export type FileKind = 'report' | 'index' | 'empty' | 'other';

/* Stand in the head of a page, before anything that comes from Toast. */
const marks = {
  report: '<meta name="generator" content="toast report"',
  index: '<meta name="generator" content="toast report index"',
} as const;

/* What reports in the other formats begin with. */
const beginnings = ['**Morning report: ', '{\n  "businessDate": "'];

/* Far more than comes before the mark. */
const headBytes = 16_384;

/** Returns what the file or folder at `path` is; undefined if there is none, or if it is a device or a pipe. */
export async function fileKind(path: string): Promise<FileKind | undefined> {
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (stats?.isDirectory()) return 'other';
  if (!stats?.isFile()) return undefined;
  return stats.size === 0 ? 'empty' : kindOf(await readHead(path));
}

/** Returns what a file that begins with `head` is. */
export function kindOf(head: string): Exclude<FileKind, 'empty'> {
  if (beginnings.some((beginning) => head.startsWith(beginning))) return 'report';
  if (head.includes(marks.report)) return 'report';
  return head.includes(marks.index) ? 'index' : 'other';
}

/**
 * Checks that the file at `path` may be replaced: that it is missing, empty, or of the kind that replaces it.
 * @throws UsageError with the suggestion if it is not.
 */
export async function assertReplaceable(
  path: string,
  kind: 'report' | 'index',
  suggestion: string,
): Promise<void> {
  const found = await fileKind(path);
  if (found === undefined || found === 'empty' || found === kind) return;
  throw new UsageError(`${path} was not written by \`toast report\`, so it is not replaced.`, {
    suggestion,
  });
}

async function readHead(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
