import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writePrivateFile } from '../../config/private-file.js';
import { noSpaceLeft } from '../../disk-space.js';
import { ToastError, UsageError } from '../../errors.js';
import { assertReplaceable, fileKind } from './own-files.js';
import { renderIndex } from './render-index.js';

/** Says where the reports of each day are kept, and for how many days. */
export interface FolderSettings {
  readonly folder: string;
  /** Undefined: for ever. */
  readonly keepDays?: number | undefined;
}

/** Names what a report left in its folder. */
export interface WrittenReport {
  readonly businessDate: string;
  /** Absolute path of the page. */
  readonly path: string;
  /** Absolute path of the page that links all that are kept. */
  readonly index: string;
  /** Business dates of the reports that were deleted. */
  readonly deleted: readonly string[];
}

const dayMs = 24 * 60 * 60_000;
const otherFolder = 'Move it away, or name another folder in `report` of the configuration.';

/**
 * Writes the page of a report into its folder as `<business date>.html`, deletes those that are too old, and
 * writes `index.html`, which links the others. Replaces and deletes only what a report wrote. The folder, if
 * it is new, and the files are private.
 * @throws UsageError if another file is in the way, or if a file cannot be written; DatabaseError if no space
 *   is left.
 */
export async function writeToFolder(
  { folder, keepDays }: FolderSettings,
  businessDate: string,
  page: string,
): Promise<WrittenReport> {
  const path = resolve(folder, `${businessDate}.html`);
  const index = resolve(folder, 'index.html');
  return explainFailure(path, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await assertReplaceable(path, 'report', otherFolder);
    await assertReplaceable(index, 'index', otherFolder);
    await writePrivateFile(path, page);
    const dates = await reportDates(folder);
    const deleted = tooOld(dates, keepDays).filter((date) => date !== businessDate);
    for (const date of deleted) await rm(join(folder, `${date}.html`), { force: true });
    await writePrivateFile(index, renderIndex(dates.filter((date) => !deleted.includes(date))));
    return { businessDate, path, index, deleted };
  });
}

/* In order, without other files that have such a name. */
async function reportDates(folder: string): Promise<string[]> {
  const dates: string[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    const [, date] = /^(\d{4}-\d{2}-\d{2})\.html$/.exec(name) ?? [];
    if (date !== undefined && (await fileKind(join(folder, name))) === 'report') dates.push(date);
  }
  return dates;
}

/* Counted from the newest report, so that a pause of the runs deletes nothing. */
function tooOld(dates: readonly string[], keepDays: number | undefined): string[] {
  const newest = dates.at(-1);
  if (newest === undefined || keepDays === undefined) return [];
  const oldest = new Date(Date.parse(newest) - (keepDays - 1) * dayMs).toISOString().slice(0, 10);
  return dates.filter((date) => date < oldest);
}

async function explainFailure<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code, path: failed = path } = cause as NodeJS.ErrnoException;
    if (cause instanceof ToastError || code === undefined) throw cause;
    const full = noSpaceLeft(failed, cause);
    if (full !== undefined) throw full;
    throw new UsageError(`The report cannot be written: ${failed} (${code}).`, {
      suggestion: 'Name a folder that you can write to in `report` of the configuration.',
      cause,
    });
  }
}
