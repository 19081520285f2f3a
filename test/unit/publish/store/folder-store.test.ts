import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderStore } from '../../../../src/publish/store/folder-store.js';
import { ReplacedError } from '../../../../src/publish/store/store.js';
import { tempDir } from '../../../support/temp-dir.js';

describe('a folder', () => {
  it('keeps a file that is added or copied, and removes it with its empty folders', async () => {
    const { store, folder, added } = await open();
    await added('versions/1/toast/orders/data.parquet', 'rows');
    await store.copy('versions/1/toast/orders/data.parquet', 'toast/orders/data.parquet');
    expect(await readFile(join(folder, 'toast/orders/data.parquet'), 'utf8')).toBe('rows');
    expect(await store.list('versions')).toEqual(['versions/1/toast/orders/data.parquet']);
    await store.remove(['versions/1/toast/orders/data.parquet', 'versions/missing']);
    expect(await store.list('versions')).toEqual([]);
    expect((await readdir(folder)).toSorted()).toEqual(['.partial', 'toast']);
    expect(await readFile(join(folder, 'toast/orders/data.parquet'), 'utf8')).toBe('rows');
  });

  it('leaves to whoever has a file open what it was', async () => {
    const { store, folder, added } = await open();
    await added('versions/1/a', 'old');
    await added('versions/2/a', 'new');
    await store.copy('versions/1/a', 'a');
    const before = await stat(join(folder, 'a'));
    await store.copy('versions/2/a', 'a');
    expect(await readFile(join(folder, 'versions/1/a'), 'utf8')).toBe('old');
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('new');
    expect((await stat(join(folder, 'a'))).ino).not.toBe(before.ino);
    await store.copy('versions/2/a', 'a');
    expect(await readdir(join(folder, '.partial'))).toEqual([]);
  });

  it('replaces the version of a file that is known, and no other', async () => {
    const { store } = await open();
    expect(await store.read('manifest.json')).toBeUndefined();
    await store.replace('manifest.json', 'one', undefined);
    const one = await store.read('manifest.json');
    await store.replace('manifest.json', 'two', one?.version);
    for (const known of [undefined, one?.version]) {
      await expect(store.replace('manifest.json', 'lost', known)).rejects.toThrow(ReplacedError);
    }
    expect((await store.read('manifest.json'))?.text).toBe('two');
    expect(await store.list('.partial')).toEqual([`.partial/after-${one?.version}`]);
  });

  it('lets one of those replace a file that have read the same version at once', async () => {
    const { store } = await open();
    let known: string | undefined;
    for (const round of ['1', '2', '3', '4', '5']) {
      const version = known;
      const texts = ['a', 'b', 'c', 'd'].map((name) => round + name);
      const results = await Promise.allSettled(
        texts.map((text) => store.replace('manifest.json', text, version)),
      );
      const current = await store.read('manifest.json');
      const winners = texts.filter((_, i) => results[i]?.status === 'fulfilled');
      expect(winners).toEqual([current?.text]);
      known = current?.version;
    }
    expect(await store.list('.partial')).toHaveLength(1);
  });

  it('completes what a publisher did that was killed while it replaced a file', async () => {
    const { store, folder } = await open();
    await store.replace('manifest.json', 'one', undefined);
    const one = await store.read('manifest.json');
    await writeFile(join(folder, `.partial/after-${one?.version}`), 'two');
    await expect(store.replace('manifest.json', 'three', one?.version)).rejects.toThrow(
      ReplacedError,
    );
    const two = await store.read('manifest.json');
    expect(two?.text).toBe('two');
    await store.replace('manifest.json', 'three', two?.version);
    expect((await store.read('manifest.json'))?.text).toBe('three');
  });

  it('has the permissions it is given, for its folders too', async () => {
    const { store, folder, added } = await open(0o644);
    await added('versions/1/a', 'x');
    await store.copy('versions/1/a', 'toast/a');
    await store.replace('manifest.json', '{}', undefined);
    const mode = async (path: string) =>
      ((await stat(join(folder, path))).mode & 0o777).toString(8);
    expect(await mode('versions/1/a')).toBe('644');
    expect(await mode('manifest.json')).toBe('644');
    expect([await mode(''), await mode('versions/1'), await mode('toast')]).toEqual([
      '755',
      '755',
      '755',
    ]);
  });

  it('says what failed and where', async () => {
    const { store, folder } = await open();
    await writeFile(folder, 'not a folder');
    await expect(store.replace('manifest.json', '{}', undefined)).rejects.toThrow(
      `Failed to write manifest.json in ${folder}: EEXIST`,
    );
  });
});

async function open(mode = 0o600) {
  const parent = await tempDir();
  const folder = join(parent, 'lake');
  const store = new FolderStore(folder, mode);
  const added = async (path: string, text: string) => {
    const file = join(parent, 'file');
    await writeFile(file, text);
    await store.add(path, { path: file, bytes: text.length, sha256: '' });
  };
  return { store, folder, added };
}
