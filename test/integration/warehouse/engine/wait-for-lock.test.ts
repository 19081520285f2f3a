import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DatabaseLockedError, InterruptedError } from '../../../../src/errors.js';
import { waitForLock } from '../../../../src/warehouse/engine/wait-for-lock.js';
import { Warehouse, type OpenOptions } from '../../../../src/warehouse/warehouse.js';
import { errorOf } from '../../../support/error-of.js';
import { holdElsewhere } from '../../../support/hold-elsewhere.js';
import { tempDir } from '../../../support/temp-dir.js';
import { VirtualRuntime } from '../../../support/virtual-runtime.js';

const minute = 60_000;

async function createDatabase(): Promise<string> {
  const path = join(await tempDir(), 'warehouse.duckdb');
  (await Warehouse.open(path, { mode: 'write' })).close();
  return path;
}

/* Runs on virtual time and calls `onPause` with the number of pauses so far. */
class PausingRuntime extends VirtualRuntime {
  constructor(private readonly onPause: (count: number) => Promise<void>) {
    super();
  }

  override async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await super.sleep(ms, signal);
    await this.onPause(this.slept.length);
  }
}

function wait(path: string, mode: OpenOptions['mode'], runtime: VirtualRuntime, waitMs = minute) {
  const reported: string[] = [];
  const opened = waitForLock(() => Warehouse.open(path, { mode }), {
    waitMs,
    runtime,
    onLocked: ({ message }) => reported.push(message),
  });
  return { opened, reported };
}

describe('waitForLock', () => {
  it.each([
    ['write', 'write'],
    ['write', 'read'],
    ['read', 'write'],
  ] as const)(
    'opens to %s once a process that opened to %s releases the lock',
    async (mode, heldMode) => {
      const path = await createDatabase();
      const holder = await holdElsewhere(path, heldMode);
      const runtime = new PausingRuntime(async (count) => {
        if (count === 3) await holder.release();
      });
      const { opened, reported } = wait(path, mode, runtime);
      const warehouse = await opened;
      onTestFinished(() => warehouse.close());
      expect(runtime.slept).toEqual([625, 625, 625]);
      expect(reported).toEqual([expect.stringContaining(`(PID ${holder.pid})`)]);
      expect(await warehouse.with((connection) => connection.all('select 1 as i'))).toEqual([
        { i: 1 },
      ]);
    },
  );

  it('throws after the given time, naming the process that holds the lock', async () => {
    const path = await createDatabase();
    const { pid } = await holdElsewhere(path, 'write');
    const runtime = new VirtualRuntime();
    const { opened } = wait(path, 'write', runtime, 2_000);
    const error = await errorOf(opened);
    expect(error).toBeInstanceOf(DatabaseLockedError);
    expect(error.message).toContain(`PID ${pid}`);
    expect(runtime.now()).toBe(2_000);
  });

  it('reports every process that holds the lock in turn', async () => {
    const path = await createDatabase();
    let holder = await holdElsewhere(path, 'write');
    const pids = [holder.pid];
    const runtime = new PausingRuntime(async (count) => {
      await holder.release();
      if (count > 1) return;
      holder = await holdElsewhere(path, 'read');
      pids.push(holder.pid);
    });
    const { opened, reported } = wait(path, 'write', runtime);
    (await opened).close();
    expect(reported).toEqual(pids.map((pid) => expect.stringContaining(`PID ${pid}`)));
  });

  it('throws the reason at once when it is aborted', async () => {
    const path = await createDatabase();
    await holdElsewhere(path, 'write');
    const controller = new AbortController();
    const reason = new InterruptedError('Interrupted.');
    const opened = waitForLock(() => Warehouse.open(path, { mode: 'read' }), {
      waitMs: minute,
      runtime: new VirtualRuntime(),
      signal: controller.signal,
      onLocked: () => controller.abort(reason),
    });
    expect(await errorOf(opened)).toBe(reason);
  });

  it('throws any other error without waiting', async () => {
    const runtime = new VirtualRuntime();
    const { opened } = wait(join(await tempDir(), 'nowhere', 'x.duckdb'), 'write', runtime);
    expect((await errorOf(opened)).message).toContain('nowhere');
    expect(runtime.slept).toEqual([]);
  });

  it('does not make a reader wait for other readers', async () => {
    const path = await createDatabase();
    await holdElsewhere(path, 'read');
    const runtime = new VirtualRuntime();
    const { opened, reported } = wait(path, 'read', runtime);
    (await opened).close();
    expect(reported).toEqual([]);
  });
});
