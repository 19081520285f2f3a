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

async function newDatabase(): Promise<string> {
  const path = join(await tempDir(), 'warehouse.duckdb');
  (await Warehouse.open(path, { mode: 'write' })).close();
  return path;
}

/* Time is virtual; `onPause` is told how many pauses there were so far. */
class Waiting extends VirtualRuntime {
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

describe('waiting for the lock of a database', () => {
  it.each([
    ['a writer', 'write', 'a writer', 'write'],
    ['a reader', 'write', 'a reader', 'read'],
    ['a reader', 'read', 'a writer', 'write'],
  ] as const)('lets %s (%s) open it when %s closes it', async (_, mode, __, held) => {
    const path = await newDatabase();
    const holder = await holdElsewhere(path, held);
    const runtime = new Waiting(async (count) => {
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
  });

  it('ends after the given time with an error that names the process that holds the lock', async () => {
    const path = await newDatabase();
    const { pid } = await holdElsewhere(path, 'write');
    const runtime = new VirtualRuntime();
    const { opened } = wait(path, 'write', runtime, 2_000);
    const error = await errorOf(opened);
    expect(error).toBeInstanceOf(DatabaseLockedError);
    expect(error.message).toContain(`PID ${pid}`);
    expect(runtime.now()).toBe(2_000);
  });

  it('reports the next process that holds the lock', async () => {
    const path = await newDatabase();
    let holder = await holdElsewhere(path, 'write');
    const pids = [holder.pid];
    const runtime = new Waiting(async (count) => {
      await holder.release();
      if (count > 1) return;
      holder = await holdElsewhere(path, 'read');
      pids.push(holder.pid);
    });
    const { opened, reported } = wait(path, 'write', runtime);
    (await opened).close();
    expect(reported).toEqual(pids.map((pid) => expect.stringContaining(`PID ${pid}`)));
  });

  it('ends at once with the reason when it is aborted', async () => {
    const path = await newDatabase();
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

  it('does not wait after an error other than a lock', async () => {
    const runtime = new VirtualRuntime();
    const { opened } = wait(join(await tempDir(), 'nowhere', 'x.duckdb'), 'write', runtime);
    expect((await errorOf(opened)).message).toContain('nowhere');
    expect(runtime.slept).toEqual([]);
  });

  it('does not make a reader wait for other readers', async () => {
    const path = await newDatabase();
    await holdElsewhere(path, 'read');
    const runtime = new VirtualRuntime();
    const { opened, reported } = wait(path, 'read', runtime);
    (await opened).close();
    expect(reported).toEqual([]);
  });
});
