import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../../src/errors.js';
import { FolderStore } from '../../../src/publish/store/folder-store.js';
import { foldersPath } from '../../../src/publish/parquet/manifest/layout.js';
import type { Store } from '../../../src/publish/store/store.js';
import type { Manifest } from '../../../src/publish/parquet/manifest/manifest.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { parquetTarget, publish, rowsOf, tables } from './support/parquet-target.js';

describe('a publish to a folder of Parquet files', () => {
  it('that is killed at any point leaves the old state or the new one, and the next one is right', async () => {
    const {
      warehouse,
      folder,
      publish: publishNow,
      manifest,
      edit,
      runtime,
    } = await parquetTarget();
    await publishNow();
    const states = new Set<string>();
    let calls = 0;
    for (let isKilled = true; isKilled; calls++) {
      const before = await manifest();
      const old = await stateOf(before);
      await edit(`update toast.orders set amount = amount + 1 where id in ('o1', 'o20', 'o39')`);
      const store = killedAfter(calls, folder);
      isKilled = await publishNow({ store }).then(
        () => false,
        () => true,
      );
      const now = await manifest();
      const isNew = now.snapshot !== before.snapshot;
      states.add(isNew ? 'new' : 'old');
      if (!isNew) expect(await stateOf(now)).toEqual(old);
      else expect(await stateOf(now)).not.toEqual(old);
      runtime.advance(60_000);
    }
    expect([...states].toSorted()).toEqual(['new', 'old']);
    expect(calls).toBeGreaterThan(15);
    expect((await publishNow({ verify: true })).verified).toBe(true);
    /* What the killed ones left goes with the first publish a day later. */
    runtime.advance(25 * 3_600_000);
    await edit(`update toast.orders set amount = 0 where id = 'o1'`);
    await publishNow({ verify: true });
    const { tables: published, replaced } = await manifest();
    const named = [...published.flatMap(({ files }) => files), ...replaced];
    const kept = await new FolderStore(folder, 0o600).list('versions');
    expect(kept.toSorted()).toEqual(named.map(({ path }) => path).toSorted());

    async function stateOf(of: Manifest) {
      return [
        await rowsOf(warehouse, folder, of, 'toast.orders'),
        await rowsOf(warehouse, folder, of, 'toast_marts.sales_daily'),
      ];
    }
  });

  it('that fails leaves no files behind', async () => {
    const { folder, publish: publishNow, edit } = await parquetTarget();
    await publishNow();
    const before = (await new FolderStore(folder, 0o600).list('versions')).toSorted();
    await edit(`update toast.orders set amount = amount + 1`);
    const store = new FolderStore(folder, 0o600);
    const add = store.add.bind(store);
    let added = 0;
    store.add = async (...given) => {
      if (++added > 3) throw new Error('The disk is full.');
      return add(...given);
    };
    await expect(publishNow({ store })).rejects.toThrow('The disk is full.');
    expect((await new FolderStore(folder, 0o600).list('versions')).toSorted()).toEqual(before);
    expect(await readdir(join(folder, '.partial'))).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const { folder, publish: publishNow } = await parquetTarget();
    const controller = new AbortController();
    const { signal } = controller;
    const store = new FolderStore(folder, 0o600);
    const read = store.read.bind(store);
    store.read = async (path) => {
      controller.abort(new Error('Interrupted.'));
      return read(path);
    };
    await expect(publishNow({ signal, store })).rejects.toThrow('Interrupted.');
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it('is right when the same database is published twice at once', async () => {
    const { publish: publishNow, manifest, edit } = await parquetTarget();
    const first = await Promise.all([publishNow(), publishNow()]);
    expect(first.map(({ status }) => status).toSorted()).toEqual(['published', 'unchanged']);
    await edit(`update toast.orders set amount = amount + 1`);
    const second = await Promise.all([publishNow(), publishNow(), publishNow()]);
    expect(second.filter(({ status }) => status === 'published')).toHaveLength(1);
    expect((await manifest()).snapshot).toBe(second[0]?.snapshot);
    expect(await publishNow({ verify: true })).toMatchObject({
      status: 'unchanged',
      verified: true,
    });
  });

  it('has published, also when another publisher brings the folders up to date', async () => {
    const { folder, publish: publishNow } = await parquetTarget();
    const store = new FolderStore(folder, 0o600);
    const replace = store.replace.bind(store);
    const others: string[] = [];
    store.replace = async (path, ...given) => {
      if (path === foldersPath && others.length === 0) others.push((await publishNow()).status);
      return replace(path, ...given);
    };
    const { status, tables: results } = await publishNow({ store });
    expect([status, others]).toEqual(['published', ['unchanged']]);
    expect(results.map(({ written }) => written)).toEqual([1, 0, 40, 40]);
    expect(await publishNow({ verify: true })).toMatchObject({ status: 'unchanged' });
  });

  it('is refused for another database, unless all of it is written again', async () => {
    const { folder, publish: publishNow, manifest, runtime } = await parquetTarget();
    await publishNow();
    const before = await manifest();
    const other = await temporaryWarehouse();
    await other.with((connection) => connection.run(tables));
    await expect(publish(other, folder, runtime)).rejects.toMatchObject({
      message: expect.stringContaining('is published from another database, toast.duckdb.'),
      exitCode: exitCodes.configuration,
    });
    expect(await manifest()).toEqual(before);
    expect(await publish(other, folder, runtime, { full: true })).toMatchObject({
      status: 'published',
    });
    await expect(publishNow()).rejects.toThrow('another database');
  });

  it('finds a file that is damaged', async () => {
    const { folder, publish: publishNow, manifest } = await parquetTarget();
    await publishNow();
    const { path = '' } = (await manifest()).tables[2]?.files[1] ?? {};
    const store = new FolderStore(folder, 0o600);
    await store.remove([path]);
    await store.replace(path, 'not what it was', undefined);
    await expect(publishNow({ verify: true })).rejects.toThrow(
      /differs from the database in toast\.orders\./,
    );
    expect(await publishNow({ full: true, verify: true })).toMatchObject({ verified: true });
  });
});

/* A folder whose every change after so many fails, clean-up included, as when the process is killed. */
function killedAfter(changes: number, folder: string): Store {
  const store = new FolderStore(folder, 0o600);
  let left = changes;
  for (const name of ['add', 'copy', 'remove', 'replace'] as const) {
    const change = store[name].bind(store) as (...given: unknown[]) => Promise<void>;
    store[name] = async (...given: unknown[]) => {
      if (left-- <= 0) throw new Error('Killed.');
      return change(...given);
    };
  }
  return store;
}
