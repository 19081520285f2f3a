import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DatabaseLockedError, InterruptedError } from '../../../../src/errors.js';
import { openWhenFree } from '../../../../src/warehouse/open-when-free.js';
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
  const told: string[] = [];
  const opened = openWhenFree(path, {
    mode,
    waitMs,
    runtime,
    onBusy: ({ message }) => told.push(message),
  });
  return { opened, told };
}

describe('waiting for a database', () => {
  it.each([
    ['a writer', 'write', 'a writer', 'write'],
    ['a reader', 'write', 'a reader', 'read'],
    ['a reader', 'read', 'a writer', 'write'],
  ] as const)('%s opens it (%s) when %s closes it', async (_, mode, __, held) => {
    const path = await newDatabase();
    const holder = await holdElsewhere(path, held);
    const runtime = new Waiting(async (count) => {
      if (count === 3) await holder.release();
    });
    const { opened, told } = wait(path, mode, runtime);
    const warehouse = await opened;
    onTestFinished(() => warehouse.close());
    expect(runtime.slept).toEqual([625, 625, 625]);
    expect(told).toEqual([expect.stringContaining(`(PID ${holder.pid})`)]);
    expect(await warehouse.with((connection) => connection.all('select 1 as i'))).toEqual([
      { i: 1 },
    ]);
  });

  it('ends after the time that was given, with the name of who holds it', async () => {
    const path = await newDatabase();
    const { pid } = await holdElsewhere(path, 'write');
    const runtime = new VirtualRuntime();
    const { opened } = wait(path, 'write', runtime, 2_000);
    const error = await errorOf(opened);
    expect(error).toBeInstanceOf(DatabaseLockedError);
    expect(error.message).toContain(`PID ${pid}`);
    expect(runtime.now()).toBe(2_000);
  });

  it('tells of the next process that is in the way', async () => {
    const path = await newDatabase();
    let holder = await holdElsewhere(path, 'write');
    const pids = [holder.pid];
    const runtime = new Waiting(async (count) => {
      await holder.release();
      if (count > 1) return;
      holder = await holdElsewhere(path, 'read');
      pids.push(holder.pid);
    });
    const { opened, told } = wait(path, 'write', runtime);
    (await opened).close();
    expect(told).toEqual(pids.map((pid) => expect.stringContaining(`PID ${pid}`)));
  });

  it('ends at once when it is aborted', async () => {
    const path = await newDatabase();
    await holdElsewhere(path, 'write');
    const controller = new AbortController();
    const reason = new InterruptedError('Interrupted.');
    const opened = openWhenFree(path, {
      mode: 'read',
      waitMs: minute,
      runtime: new VirtualRuntime(),
      signal: controller.signal,
      onBusy: () => controller.abort(reason),
    });
    expect(await errorOf(opened)).toBe(reason);
  });

  it('does not wait for what will not pass', async () => {
    const runtime = new VirtualRuntime();
    const { opened } = wait(join(await tempDir(), 'nowhere', 'x.duckdb'), 'write', runtime);
    expect((await errorOf(opened)).message).toContain('nowhere');
    expect(runtime.slept).toEqual([]);
  });

  it('is not needed by a reader beside readers', async () => {
    const path = await newDatabase();
    await holdElsewhere(path, 'read');
    const runtime = new VirtualRuntime();
    const { opened, told } = wait(path, 'read', runtime);
    (await opened).close();
    expect(told).toEqual([]);
  });
});
