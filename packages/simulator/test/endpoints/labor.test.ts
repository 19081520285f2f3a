import { describe, expect, it } from 'vitest';
import { client, errorBody, NOW, send, start } from '../support/harness.js';
import { small, type Payload } from '../support/walk.js';

const SCOPES = ['labor:read', 'labor.employees:read'];
const DAY = 86_400_000;
const text = (instant: number) => encodeURIComponent(new Date(instant).toISOString());

/** A world in which it is the harness's present, and a function that gets its labor. */
async function labor(scopes = SCOPES) {
  const world = small({ from: '2026-01-01', to: '2026-01-25', ordersPerDay: 5 });
  const simulator = await start({ scopes }, world);
  const [restaurant = '', other = ''] = world.restaurants.map(({ guid }) => guid);
  const get = await client(simulator);
  const fetch = async (target: string, guid = restaurant) => {
    const answer = await get(`/labor/v1/${target}`, { 'Toast-Restaurant-External-ID': guid });
    return { ...answer, body: answer.body as Payload, answer };
  };
  const post = (body: unknown) => send(simulator, '/__labor', { method: 'POST', body });
  return { world, simulator, restaurant, other, fetch, post };
}

const modified = (from: number, to: number) =>
  `timeEntries?modifiedStartDate=${text(from)}&modifiedEndDate=${text(to)}`;
const begun = (from: number, to: number, more = '') =>
  `timeEntries?startDate=${text(from)}&endDate=${text(to)}${more}`;
const NOW_MS = NOW.getTime();
const PAST = [NOW_MS - 25 * DAY, NOW_MS + 1] as const;
const guids = (list: Payload[]): string[] => list.map(({ guid }) => guid).toSorted();

describe('GET /labor/v1/jobs', () => {
  it('omits deleted jobs unless they are requested by GUID', async () => {
    const { fetch, world, restaurant } = await labor();
    const all = world.labor.jobs(restaurant, NOW_MS) as Payload[];
    const deleted = all.filter((job) => job.deleted);
    expect(deleted.length).toBeGreaterThan(0);
    const { body } = await fetch('jobs');
    expect(body).toEqual(all.filter((job) => !job.deleted));
    const byId = await fetch(`jobs?jobIds=${deleted[0].guid.toUpperCase()}&jobIds=${all[0].guid}`);
    expect(byId.body).toEqual([deleted[0], all[0]]);
    expect((await fetch(`jobs?jobIds=${guids(deleted).join()}`)).body).toHaveLength(deleted.length);
    expect((await fetch(`jobs/${deleted[0].guid}`)).body).toEqual(deleted[0]);
  });

  it('finds a job by its external identifier', async () => {
    const { fetch } = await labor();
    const { externalId, guid } = (await fetch('jobs')).body.find((job: Payload) => job.externalId);
    const name = encodeURIComponent(externalId);
    expect((await fetch(`jobs/${name}`)).body.guid).toBe(guid);
    expect(guids((await fetch(`jobs?jobIds=${name}`)).body)).toEqual([guid]);
  });
});

describe('GET /labor/v1/employees', () => {
  it('includes deleted employees', async () => {
    const { fetch, world, restaurant } = await labor();
    const { body } = await fetch('employees');
    expect(body).toEqual(world.labor.employees(restaurant, NOW_MS));
    expect(body.some((employee: Payload) => employee.deleted)).toBe(true);
    const one = await fetch(`employees/${body[2].guid}`);
    expect(one.body).toEqual(body[2]);
    const some = await fetch(`employees?employeeIds=${body[4].guid}&employeeIds=${body[1].guid}`);
    expect(some.body).toEqual([body[4], body[1]]);
  });

  it('accepts 100 identifiers and omits unknown ones', async () => {
    const { fetch, restaurant } = await labor();
    const many = (count: number) =>
      Array.from({ length: count }, () => `employeeIds=${restaurant}`).join('&');
    expect((await fetch(`employees?${many(100)}`)).body).toEqual([]);
    const { answer } = await fetch(`employees?${many(101)}`);
    expect(answer.body).toEqual(errorBody(answer, 400, 'employeeIds must not be more than 100'));
  });
});

describe('GET /labor/v1/shifts', () => {
  it('lists shifts inside the range, or those requested by ID', async () => {
    const { fetch, world, restaurant } = await labor();
    const { body } = await fetch(`shifts?startDate=${text(NOW_MS)}&endDate=${text(NOW_MS + DAY)}`);
    const range = { start: NOW_MS, end: NOW_MS + DAY };
    expect(body).toEqual(world.labor.shifts(restaurant, range, NOW_MS));
    expect(body.length).toBeGreaterThan(5);
    expect((await fetch(`shifts?shiftIds=${body[0].guid}`)).body).toEqual([body[0]]);
    expect((await fetch(`shifts/${body[1].guid}`)).body).toEqual(body[1]);
  });
});

describe('GET /labor/v1/timeEntries', () => {
  it('returns archived entries by modification time always, by clock-in on request, otherwise never', async () => {
    const { fetch, world, restaurant } = await labor();
    const all = world.labor.timeEntriesModified(
      restaurant,
      { start: PAST[0], end: PAST[1] },
      NOW_MS,
    ) as Payload[];
    const live = guids(all.filter((entry) => !entry.deleted));
    const archived = all.filter((entry) => entry.deleted);
    expect(archived.length).toBeGreaterThan(0);
    const { guid, businessDate } = archived[0];

    expect(guids((await fetch(modified(...PAST))).body)).toEqual(guids(all));
    expect(guids((await fetch(`${modified(...PAST)}&includeArchived=false`)).body)).toEqual(
      guids(all),
    );
    expect(guids((await fetch(begun(...PAST))).body)).toEqual(live);
    expect(guids((await fetch(begun(...PAST, '&includeArchived=true'))).body)).toEqual(guids(all));
    const day = `timeEntries?businessDate=${businessDate}&includeArchived=true`;
    const onDay = all.filter((entry) => entry.businessDate === businessDate && !entry.deleted);
    expect(guids((await fetch(day)).body)).toEqual(guids(onDay));
    expect((await fetch(`timeEntries?timeEntryIds=${guid}`)).body).toEqual([]);
    const wanted = await fetch(`timeEntries?timeEntryIds=${guid}&includeArchived=true`);
    expect(guids(wanted.body)).toEqual([guid]);
    expect((await fetch(`timeEntries/${guid}`)).status).toBe(404);
    expect((await fetch(`timeEntries/${guid}?includeArchived=true`)).body.deleted).toBe(true);
  });

  it('omits missed breaks unless they are requested', async () => {
    const { fetch } = await labor();
    const missed = (body: Payload) =>
      body.flatMap(({ breaks }: Payload) => breaks).filter((each: Payload) => each.missed);
    const [without, having] = [modified(...PAST), `${modified(...PAST)}&includeMissedBreaks=true`];
    expect(missed((await fetch(without)).body)).toEqual([]);
    const { body } = await fetch(having);
    expect(missed(body).length).toBeGreaterThan(5);
    const entry = body.find((each: Payload) => missed([each]).length > 0 && !each.deleted);
    expect(missed([(await fetch(`timeEntries/${entry.guid}`)).body])).toEqual([]);
    const whole = await fetch(`timeEntries/${entry.guid}?includeMissedBreaks=true`);
    expect(whole.body).toEqual(entry);
  });
});

describe('The labor endpoints refuse a call', () => {
  const range = (days: number) => begun(NOW_MS - days * DAY, NOW_MS).replace('timeEntries', '');
  it.each([
    ['jobs?jobIds=7', '"7" is neither a GUID nor an external identifier'],
    ['employees/none', '"none" is neither a GUID nor an external identifier'],
    ['jobs/%E0', '"%E0" is neither a GUID nor an external identifier'],
    ['shifts', 'BOTH startDate and endDate are required'],
    [`shifts?endDate=${text(NOW_MS)}`, 'BOTH startDate and endDate are required'],
    [`shifts${range(32)}`, 'startDate and endDate must not be more than one month apart'],
    [`shifts${range(0)}`, 'endDate must be after startDate'],
    [
      'shifts?startDate=yesterday&endDate=today',
      'startDate is not an ISO 8601 timestamp with an offset, percent-encoded: "yesterday"',
    ],
    [
      `timeEntries?modifiedStartDate=${text(NOW_MS)}`,
      'BOTH modifiedStartDate and modifiedEndDate are required',
    ],
    ['timeEntries?businessDate=2026-01-05', 'businessDate is not a date as yyyymmdd: "2026-01-05"'],
    [modified(NOW_MS - 32 * DAY, NOW_MS), expect.stringContaining('more than one month apart')],
    ['timeEntries', expect.stringContaining('EITHER timeEntryIds OR')],
    [`timeEntries${range(1)}&businessDate=20260105`, expect.stringContaining('EITHER')],
  ])('%s', async (target, message) => {
    const { answer } = await (await labor()).fetch(target);
    expect(answer.body).toEqual(errorBody(answer, 400, message));
  });

  it.each(['jobs', 'employees', 'shifts', 'timeEntries'])(
    'for %s with an unknown GUID',
    async (name) => {
      const { fetch, restaurant } = await labor();
      const { answer } = await fetch(`${name}/${restaurant}`);
      const message = `There is no /labor/v1/${name}/${restaurant}`;
      expect(answer.body).toEqual(errorBody(answer, 404, message));
    },
  );

  it('without the scope labor:read', async () => {
    const { fetch } = await labor(['labor:read']);
    expect((await fetch('employees')).status).toBe(403);
    expect((await fetch('jobs')).status).toBe(200);
    expect((await (await labor(['labor.employees:read'])).fetch('jobs')).status).toBe(403);
  });
});

describe('POST /__labor', () => {
  it('archives a time entry now', async () => {
    const { fetch, post, restaurant } = await labor();
    const [entry] = (await fetch(begun(NOW_MS - 20 * DAY, NOW_MS - 18 * DAY))).body;
    const answer = await post({ restaurantGuid: restaurant, deleteTimeEntry: entry.guid });
    expect(answer.status).toBe(200);
    const { body } = await fetch(modified(NOW_MS, NOW_MS + 1));
    expect(body.find(({ guid }: Payload) => guid === entry.guid)).toMatchObject({
      deleted: true,
      deletedDate: '2026-01-20T00:00:00.000+0000',
      modifiedDate: '2026-01-20T00:00:00.000+0000',
      inDate: entry.inDate,
    });
    expect((await fetch(`timeEntries/${entry.guid}`)).status).toBe(404);
  });

  it('removes a shift from the schedule now', async () => {
    const { fetch, post, restaurant, simulator } = await labor();
    const day = `shifts?startDate=${text(NOW_MS)}&endDate=${text(NOW_MS + DAY)}`;
    const before = (await fetch(day)).body;
    await post({ restaurantGuid: restaurant, unscheduleShift: before[0].guid });
    expect((await fetch(day)).body).toEqual(before.slice(1));
    expect((await fetch(`shifts/${before[0].guid}`)).status).toBe(404);
    expect(simulator.requests().some(({ path }) => path.startsWith('/__'))).toBe(false);
  });

  it('refuses invalid requests and unknown GUIDs', async () => {
    const { post, restaurant, other } = await labor();
    const status = async (body: unknown) => (await post(body)).status;
    const name = { restaurantGuid: restaurant };
    expect(await status(null)).toBe(400);
    expect(await status(name)).toBe(400);
    expect(await status({ ...name, deleteTimeEntry: 7 })).toBe(400);
    expect(await status({ ...name, deleteTimeEntry: other, unscheduleShift: other })).toBe(400);
    expect(await status({ restaurantGuid: 'nowhere', unscheduleShift: other })).toBe(400);
    expect(await status({ ...name, unscheduleShift: other })).toBe(404);
  });
});
