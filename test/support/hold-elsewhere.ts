import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

export interface Holder {
  pid: number;
  /** Ends the process, and resolves when it is gone. */
  release(): Promise<void>;
}

/** Opens a database in another process, which keeps it until it is released or the test ends. */
export async function holdElsewhere(path: string, mode: 'read' | 'write'): Promise<Holder> {
  const script = `
    import { DuckDBInstance } from '@duckdb/node-api';
    const [path, access_mode] = process.argv.slice(1);
    globalThis.instance = await DuckDBInstance.create(path, { access_mode });
    console.log('open');
    setInterval(() => undefined, 1000);
  `;
  const access = mode === 'read' ? 'READ_ONLY' : 'READ_WRITE';
  const parameters = ['--input-type=module', '--eval', script, path, access];
  const holder = execFile(process.execPath, parameters);
  const release = async () => {
    if (holder.exitCode !== null || holder.signalCode !== null) return;
    const exit = once(holder, 'exit');
    holder.kill();
    await exit;
  };
  onTestFinished(release);
  if (holder.stdout) await once(holder.stdout, 'data');
  return { pid: holder.pid ?? 0, release };
}
