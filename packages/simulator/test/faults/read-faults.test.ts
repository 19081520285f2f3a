import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFaults } from '../../src/faults/fault-set.js';
import { tempDir } from '../../../../test/support/temp-dir.js';

describe('a file of faults', () => {
  it('is what startSimulator takes', async () => {
    const file = join(await tempDir(), 'faults.json');
    await writeFile(file, '{"rules": [{"nth": 1, "fault": {"status": 500}}]}');
    expect(await readFaults(file)).toEqual({ rules: [{ nth: 1, fault: { status: 500 } }] });
  });

  it('that is not JSON is named', async () => {
    const file = join(await tempDir(), 'faults.json');
    await writeFile(file, '{"rules": [');
    await expect(readFaults(file)).rejects.toThrow(RangeError);
    await expect(readFaults(file)).rejects.toThrow(`${file} is not valid JSON`);
  });

  it('that is not there is named', async () => {
    const file = join(await tempDir(), 'faults.json');
    await expect(readFaults(file)).rejects.toThrow(RangeError);
    await expect(readFaults(file)).rejects.toThrow(`${file} cannot be read: ENOENT`);
  });
});
