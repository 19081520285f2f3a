import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { derived } from './expected/rows.js';
import { employee } from './support/labor.js';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

let workbench: Workbench;
const select = ['path:models/core/labor'];

beforeEach(async () => {
  workbench = await Workbench.open();
});

afterEach(() => workbench.close());

describe('the jobs and wages of an employee', () => {
  it('have one row per job, without duplicates and nulls, and one for a wage without a job', async () => {
    const [first, second] = employee.jobReferences as Entity[];
    await workbench.load('employees', [
      {
        guid: 'employee-1',
        jobReferences: [first!, null, second!, first!, 'job-3'],
        wageOverrides: [
          { wage: 1, jobReference: first! },
          { wage: 2, jobReference: first! },
          { wage: 3, jobReference: null },
        ],
      },
      { guid: 'employee-2', jobReferences: [], wageOverrides: null },
    ]);
    await workbench.transform({ select });
    expect(
      await workbench.query('select id, position from toast.employee_job_reference order by 2'),
    ).toEqual([
      { id: 'job-1', position: 0 },
      { id: 'job-2', position: 2 },
    ]);
    expect(
      await workbench.query('select id, wage from toast.employee_wage_override order by 2'),
    ).toEqual([
      { id: 'job-1', wage: '1.0000' },
      { id: derived(['employee-1', 'wage override', 2]), wage: '3.0000' },
    ]);
  });

  it('are kept apart by restaurant, because the locations of a group share GUIDs', async () => {
    const other = '5eed0000-0000-4000-8000-000000000002';
    await workbench.load('employees', [employee]);
    await workbench.load('employees', [{ ...employee, wageOverrides: [] }], other);
    await workbench.transform({ select });
    const rows = await workbench.query(
      `select employee.restaurant_id, count(override.id) as overrides
      from toast.employee left join toast.employee_wage_override as override
        on override.restaurant_id = employee.restaurant_id and override.employee_id = employee.id
      group by all order by all`,
    );
    expect(rows).toEqual([
      { restaurant_id: restaurantId, overrides: 1 },
      { restaurant_id: other, overrides: 0 },
    ]);
  });
});
