import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { ModelError, UsageError } from '../../../../src/errors.js';
import { loadProject } from '../../../../src/transform/project/load-project.js';
import { tempDir } from '../../../support/temp-dir.js';
import { whenDone } from '../../../support/vitest/when-done.js';

/** Makes a folder with a project in `project` and a file beside it. Returns the project's folder. */
async function makeProject(settings = ''): Promise<string> {
  const base = await tempDir();
  const dir = join(base, 'project');
  await mkdir(join(dir, 'models/sub'), { recursive: true });
  await mkdir(join(base, 'outside'));
  await writeFile(join(base, 'outside/secret.sql'), 'select 2 as i');
  await writeFile(join(dir, 'dbt_project.yml'), `name: shop\n${settings}`);
  await writeFile(join(dir, 'models/sub/a.sql'), 'select 1 as i');
  return dir;
}

describe('a project is read from its own folder', () => {
  const refused = async (dir: string, message: string) => {
    const loading = loadProject(dir);
    await expect(loading).rejects.toThrow(ModelError);
    await expect(loading).rejects.toThrow(message);
  };

  it.each(['model-paths', 'macro-paths'])('%s that lead out of it are refused', async (key) => {
    for (const path of ['../outside', '..', 'models/../../outside', 'models/../..']) {
      await refused(
        await makeProject(`${key}: ['${path}']\n`),
        `${path} is outside of the project`,
      );
    }
  });

  it('a file or folder that is a link out of it is refused', async () => {
    for (const [target, link] of [
      ['../outside', 'linked'],
      ['../../outside', 'models/linked'],
      ['../../outside/secret.sql', 'models/linked.sql'],
      ['/etc', 'models/linked'],
    ] as const) {
      const dir = await makeProject('model-paths: [models, linked]\n');
      await symlink(target, join(dir, link));
      await refused(dir, `${link} is outside of the project`);
    }
  });

  it('dbt_project.yml that is a link out of it is refused', async () => {
    const dir = await makeProject();
    const other = join(dir, 'inner');
    await mkdir(other);
    await symlink('../dbt_project.yml', join(other, 'dbt_project.yml'));
    await refused(other, 'dbt_project.yml is outside of the project');
  });

  it('links within it are followed, and the folder itself can be a link', async () => {
    const dir = await makeProject();
    await mkdir(join(dir, 'shared'));
    await writeFile(join(dir, 'shared/b.sql'), 'select 1 as i');
    await symlink('../shared', join(dir, 'models/shared'));
    await symlink(dir, join(dir, '../link'));
    const { models } = await loadProject(join(dir, '../link'));
    expect([...models.values()].map(({ file }) => file)).toEqual([
      'models/shared/b.sql',
      'models/sub/a.sql',
    ]);
  });

  it('a folder that contains itself is refused', async () => {
    const dir = await makeProject();
    await symlink('..', join(dir, 'models/sub/loop'));
    await refused(dir, 'models/sub/loop is a link to models, which is read too');
  });

  it('links that lead to each other are refused', async () => {
    const dir = await makeProject();
    await symlink('b', join(dir, 'models/a'));
    await symlink('a', join(dir, 'models/b'));
    await expect(loadProject(dir)).rejects.toThrow('models/a cannot be read (ELOOP)');
  });

  it('a pipe, a socket or a device is refused, without waiting for it', async () => {
    const pipe = await makeProject();
    await execa('mkfifo', [join(pipe, 'models/p.sql'), join(pipe, 'models/ignored.txt')]);
    await refused(pipe, 'models/p.sql is not a regular file');

    const socket = await makeProject();
    const server = createServer().listen(join(socket, 'models/s.sql'));
    whenDone(() => server.close());
    await refused(socket, 'models/s.sql is not a regular file');

    const settings = await tempDir();
    await execa('mkfifo', [join(settings, 'dbt_project.yml')]);
    await refused(settings, 'dbt_project.yml is not a regular file');
  });

  it('a file that is too large to be a model is refused', async () => {
    const dir = await makeProject();
    await writeFile(join(dir, 'models/big.sql'), Buffer.alloc(10_000_001, ' '));
    await refused(dir, 'models/big.sql is larger than 10 MB');
  });

  it('a folder that cannot be read says so, and a missing project is a usage error', async () => {
    const dir = await makeProject("model-paths: ['models/sub/a.sql']\n");
    await refused(dir, 'models/sub/a.sql cannot be read (ENOTDIR)');
    await expect(loadProject(join(dir, 'none'))).rejects.toThrow(UsageError);
  });
});
