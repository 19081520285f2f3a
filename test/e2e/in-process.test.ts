import { expect, it } from 'vitest';
import { tempDir } from '../support/temp-dir.js';
import { toastProcess } from '../support/toast-process.js';
import { toast } from '../support/toast.js';

/* Most tests run commands within their own process, which is faster; these show that it is the same. */
it.each([
  ['an error with a suggestion', ['extract']],
  ['an error as JSON', ['status', '--json']],
  ['a wrong flag', ['query', 'select 1', '--unknown']],
  ['help', ['query', '--help']],
])('%s: exit code and output are the same in a process and within a test', async (_, args) => {
  const cwd = await tempDir();
  expect(await toast(cwd, args)).toEqual(await toastProcess(cwd, args));
});
