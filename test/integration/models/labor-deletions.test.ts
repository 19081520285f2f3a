import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { employee, job, shift, timeEntry } from './support/labor.js';
import { Workbench } from './support/workbench.js';

let workbench: Workbench;
const select = ['path:models/core/labor'];

beforeAll(async () => {
  workbench = await Workbench.open();
});

afterAll(() => workbench.close());

describe('deletions in labor data', () => {
  it('mark rows that Toast marks as deleted or no longer lists, and their child rows', async () => {
    const gone = { deleted: true, deletedDate: '2024-01-01T00:00:00.000+0000' };
    await workbench.load('jobs', [job, { ...job, ...gone, guid: 'job-2' }]);
    await workbench.load('employees', [employee, { ...employee, guid: 'employee-2' }]);
    await workbench.load('shifts', [shift]);
    await workbench.load('time_entries', [timeEntry, { ...timeEntry, ...gone, guid: 'entry-2' }]);
    for (const [table, id] of [
      ['employees', 'employee-2'],
      ['shifts', 'shift-1'],
    ]) {
      await workbench.query(`update raw_toast.${table} set removed_at = now() where id = '${id}'`);
    }
    await workbench.transform({ select });
    const marks = async (table: string, id: string) =>
      (
        await workbench.query<{ mark: string }>(
          `select distinct ${id} || ': ' || _deleted as mark from toast.${table} order by all`,
        )
      ).map(({ mark }) => mark);

    expect(await marks('job', 'id')).toEqual(['job-1: false', 'job-2: true']);
    expect(await workbench.query('select deleted_date from toast.job where _deleted')).toEqual([
      { deleted_date: '2024-01-01T00:00:00.000Z' },
    ]);
    const employees = ['employee-1: false', 'employee-2: true'];
    expect(await marks('employee', 'id')).toEqual(employees);
    expect(await marks('employee_job_reference', 'employee_id')).toEqual(employees);
    expect(await marks('employee_wage_override', 'employee_id')).toEqual(employees);
    expect(await marks('shift', 'id')).toEqual(['shift-1: true']);
    const entries = ['entry-1: false', 'entry-2: true'];
    expect(await marks('time_entry', 'id')).toEqual(entries);
    expect(await marks('break', 'time_entry_id')).toEqual(entries);
  });
});
