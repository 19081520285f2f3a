import { onTestFinished } from 'vitest';
import { openTarget, type OpenTargetOptions } from '../../src/publish/run/open-target.js';
import type { PublishTarget } from '../../src/publish/target.js';
import { ReadOnlySession } from '../../src/warehouse/query/read-only-session.js';

/** Opens a target for queries; it is closed when the test ends. */
export async function openSession(
  target: PublishTarget,
  options: Omit<OpenTargetOptions, 'signal' | 'waitMs'>,
): Promise<ReadOnlySession> {
  const { signal } = new AbortController();
  const opened = await openTarget(target, { ...options, waitMs: 0, signal });
  const session = await ReadOnlySession.open(opened);
  onTestFinished(() => {
    session.close();
    opened.close();
  });
  return session;
}

/** Runs a query and returns its rows as lists of values. */
export async function rowsOf(session: ReadOnlySession, sql: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const chunk of (await session.stream(sql)).chunks) rows.push(...chunk);
  return rows;
}
