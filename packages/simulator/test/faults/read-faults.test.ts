import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFaults } from '../../src/faults/fault-set.js';
import { tempDir } from '../../../../test/support/temp-dir.js';

describe('A file of faults', () => {
  it('is accepted by startSimulator', async () => {
    const file = join(await tempDir(), 'faults.json');
    await writeFile(file, '{"rules": [{"nth": 1, "fault": {"status": 500}}]}');
    expect(await readFaults(file)).toEqual({ rules: [{ nth: 1, fault: { status: 500 } }] });
  });

  it('is named in the error when it is not JSON', async () => {
    const file = join(await tempDir(), 'faults.json');
    await writeFile(file, '{"rules": [');
    await expect(readFaults(file)).rejects.toThrow(RangeError);
    await expect(readFaults(file)).rejects.toThrow(`${file} is not valid JSON`);
  });

  it('is named in the error when it does not exist', async () => {
    const file = join(await tempDir(), 'faults.json');
    await expect(readFaults(file)).rejects.toThrow(RangeError);
    await expect(readFaults(file)).rejects.toThrow(`${file} cannot be read: ENOENT`);
  });
});
