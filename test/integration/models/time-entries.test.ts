import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { derived } from './expected/rows.js';
import { epoch } from './support/labor.js';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

let workbench: Workbench;
const select = ['path:models/core/labor'];

beforeEach(async () => {
  workbench = await Workbench.open();
});

afterEach(() => workbench.close());

describe('the time_entry model', () => {
  it.each<[string, Entity, string | null]>([
    ['an object', { shiftReference: { guid: 'shift-7', entityType: 'ScheduledShift' } }, 'shift-7'],
    ['its GUID alone', { shiftReference: 'shift-8' }, 'shift-8'],
    ['null', { shiftReference: null }, null],
    ['missing', {}, null],
    ['a list', { shiftReference: ['shift-9'] }, null],
  ])('reads a shift reference that is %s', async (_, reference, id) => {
    await workbench.load('time_entries', [{ guid: 'entry-1', ...reference }]);
    await workbench.transform({ select });
    const rows = await workbench.query(
      'select shift_reference_id, shift_reference_external_id from toast.time_entry',
    );
    expect(rows).toEqual([{ shift_reference_id: id, shift_reference_external_id: null }]);
  });

  it('has null where a value is missing, does not apply or has the wrong type', async () => {
    await workbench.load('time_entries', [
      {
        guid: 'mistyped',
        businessDate: '2024-05-03',
        hourlyWage: null,
        regularHours: 'many',
        outDate: null,
        inDate: '',
        jobReference: 'job-1',
        deleted: 'perhaps',
        deletedDate: epoch,
        breaks: { none: true },
        cashSales: '12.34567',
      },
    ]);
    await workbench.transform({ select });
    const [row = {}] = await workbench.rows('time_entry');
    const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
    expect(known).toEqual({
      restaurant_id: restaurantId,
      id: 'mistyped',
      breaks: '{"none":true}',
      cash_sales: '12.3457',
      _deleted: false,
      _synced_at: '2024-06-01T01:00:00.000Z',
    });
    expect(await workbench.rows('break')).toEqual([]);
  });
});

describe('breaks without a GUID', () => {
  const lunch = { breakType: { guid: 'lunch', entityType: 'BreakType' } };
  const noon = '2024-05-03T12:00:00.000+0000';
  const ids = async (breaks: Entity['breaks']) => {
    await workbench.load('time_entries', [
      { guid: 'entry-1', breaks: breaks ?? null },
      { guid: 'entry-2', breaks: breaks ?? null },
    ]);
    await workbench.transform({ select });
    return workbench.query<{ id: string; position: number }>(
      'select time_entry_id, id, position from toast.break order by time_entry_id, position',
    );
  };

  it('have unique ids, even if they are equal', async () => {
    const rows = await ids([{ ...lunch, inDate: noon }, null, { ...lunch, inDate: noon }, {}]);
    expect(rows.map(({ position }) => position)).toEqual([0, 2, 3, 0, 2, 3]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(6);
    const micros = Date.parse(noon.replace('+0000', 'Z')) * 1000;
    expect(rows[1]?.id).toBe(derived(['entry-1', 'lunch', micros, 2]));
  });

  it('keep their ids when they end and when others are inserted before them', async () => {
    const [before] = await ids([{ ...lunch, inDate: noon, outDate: null }]);
    const [, after] = await ids([
      { ...lunch, inDate: '2024-05-03T09:00:00.000+0000' },
      { ...lunch, inDate: '2024-05-03T12:00:00.000Z', outDate: '2024-05-03T12:30:00.000+0000' },
    ]);
    expect(after?.id).toBe(before?.id);
  });
});
