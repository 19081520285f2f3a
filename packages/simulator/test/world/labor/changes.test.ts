import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SimulatedWorld } from '../../../src/world/world.js';
import {
  byGuid,
  employeesOf,
  EVENING,
  jobsOf,
  MARCH,
  march,
  shiftsOf,
  timeEntriesOf,
} from '../../support/crew.js';
import { at, DAY, small, THE_END, type Payload } from '../../support/walk.js';

const world = MARCH;
const first = world.restaurants[0]?.guid ?? '';
const second = world.restaurants[1]?.guid ?? '';

/** Some three hundred minutes apart, so that many states of a day are seen. */
const INSTANTS = Array.from({ length: 60 }, (_, k) => at('2026-02-28T13:00:00Z') + k * 18_400_000);

describe.each([
  ['jobs', jobsOf],
  ['employees', employeesOf],
  ['time entries', timeEntriesOf],
])('The %s of a world', (_, list) => {
  it('change only at their modification time', () => {
    const textsAt = (now: number) =>
      new Map(
        [...list(world, now)].flatMap(([restaurant, items]) =>
          items.map((item): [string, string] => [
            `${restaurant} ${item.guid}`,
            JSON.stringify(item),
          ]),
        ),
      );
    let [changes, before, then] = [0, new Map<string, string>(), Number.NEGATIVE_INFINITY];
    for (const now of INSTANTS) {
      const after = textsAt(now);
      for (const [key, text] of after) {
        if (before.get(key) === text) continue;
        const modified = at(JSON.parse(text).modifiedDate);
        expect(modified).toBeGreaterThan(then);
        expect(modified).toBeLessThanOrEqual(now);
        if (then > 0) changes += 1;
      }
      expect([...before.keys()].filter((key) => !after.has(key))).toEqual([]);
      [before, then] = [after, now];
    }
    expect(changes).toBeGreaterThan(2);
  });
});

describe("An employee's own wage in a job", () => {
  it('begins and ends', () => {
    const wagesAt = (instant: string) => {
      const list = employeesOf(world, at(instant)).get(first) ?? [];
      return new Map(list.map((each) => [each.firstName, each.wageOverrides[0]?.wage]));
    };
    const [before, after] = [wagesAt('2026-03-02T20:00:00Z'), wagesAt('2026-03-08T20:00:00Z')];
    expect([before.get('Siobhán'), after.get('Siobhán')]).toEqual([undefined, 9.35]);
    expect([before.get('Mei'), after.get('Mei')]).toEqual([10.45, undefined]);
    expect([before.get('Zoë'), after.get('Zoë')]).toEqual([9.85, 9.85]);
  });
});

describe('Windows of time entries', () => {
  const range = (k: number) => ({
    start: at('2026-02-26T00:00:00Z') + k * 3 * DAY,
    end: at('2026-02-26T00:00:00Z') + (k + 1) * 3 * DAY,
  });
  const windows = Array.from({ length: 12 }, (_, k) => range(k));
  const all = (timeEntriesOf(world, EVENING).get(first) ?? []).map(({ guid }) => guid);

  it('contain every entry once by modification time', () => {
    const found = windows.flatMap((window) =>
      world.labor.timeEntriesModified(first, window, EVENING),
    );
    expect(found.map(({ guid }) => guid).toSorted()).toEqual(all);
  });

  it('contain every entry once by clock-in time', () => {
    const found = windows.flatMap((window) => world.labor.timeEntriesBegun(first, window, EVENING));
    expect(found.map(({ guid }) => guid).toSorted()).toEqual(all);
  });

  it('contain every entry once by business date', () => {
    const found = Array.from({ length: 31 }, (_, k) =>
      world.labor.timeEntriesOn(first, 20260301 + k, EVENING),
    ).flat();
    expect(found.map(({ guid }) => guid).toSorted()).toEqual(all);
  });

  it('are not sorted by time', () => {
    const [window] = windows.slice(3);
    const dates = world.labor
      .timeEntriesModified(first, window ?? range(3), EVENING)
      .map(({ modifiedDate }) => String(modifiedDate));
    expect(dates).not.toEqual(dates.toSorted());
  });
});

describe('A range of shifts contains a shift that lies inside it', () => {
  const shift = (shiftsOf(world, EVENING).get(first) ?? [])[20];
  const [start, end] = [at(shift.inDate), at(shift.outDate)];
  it.each([
    [0, 1, true],
    [0, 0, false],
    [1, 1, false],
    [-1, 1, true],
  ])('from %d ms after its beginning to %d ms after its end: %s', (from, to, found) => {
    const shifts = world.labor.shifts(first, { start: start + from, end: end + to }, EVENING);
    expect(shifts.some(({ guid }) => guid === shift.guid)).toBe(found);
  });
});

describe('The GUID of a time entry or shift', () => {
  it('finds it in its own restaurant only', () => {
    for (const entry of timeEntriesOf(world, EVENING).get(first) ?? []) {
      expect(JSON.parse(JSON.stringify(world.labor.timeEntry(first, entry.guid, EVENING)))).toEqual(
        entry,
      );
      expect(world.labor.timeEntry(second, entry.guid, EVENING)).toBeUndefined();
      expect(world.labor.shift(first, entry.guid, EVENING)).toBeUndefined();
    }
    for (const shift of shiftsOf(world, EVENING).get(second) ?? []) {
      expect(world.labor.shift(second, shift.guid, EVENING)).toEqual(shift);
      expect(world.labor.shift(second, shift.guid, at(shift.createdDate) - 1)).toBeUndefined();
    }
  });
});

describe('Changing labor through the world', () => {
  const entryOf = (changed: SimulatedWorld, test: (entry: Payload) => boolean): Payload =>
    (timeEntriesOf(changed, EVENING).get(first) ?? []).find((each) => !each.deleted && test(each));

  it('archives a deleted time entry from then on, however old it is', () => {
    /* The truth counts orders too; labor is the same with few. */
    const changed = march(1);
    const counted = changed.truth(EVENING).counts.time_entry ?? 0;
    const entry = entryOf(changed, ({ businessDate }) => businessDate === '20260303');
    const before = changed.labor.timeEntry(first, entry.guid, EVENING);
    expect(changed.labor.deleteTimeEntry(first, entry.guid, EVENING)).toBe(true);
    expect(changed.labor.deleteTimeEntry(first, entry.guid, EVENING)).toBe(false);
    const stamp = new Date(EVENING).toISOString().replace('Z', '+0000');
    const archived = { ...before, deleted: true, deletedDate: stamp, modifiedDate: stamp };
    const window = { start: EVENING, end: EVENING + 1 };
    const modified = changed.labor.timeEntriesModified(first, window, EVENING + DAY);
    expect(modified).toEqual([archived]);
    expect(changed.labor.timeEntry(first, entry.guid, EVENING - 1)).toEqual(before);
    expect(counted).toBeGreaterThan(100);
    expect(changed.truth(EVENING).counts.time_entry).toBe(counted - 1);
  });

  it('stops all later changes of a deleted open entry', () => {
    const changed = march();
    const entry = entryOf(changed, ({ outDate }) => outDate === null);
    changed.labor.deleteTimeEntry(first, entry.guid, EVENING);
    expect(changed.labor.timeEntry(first, entry.guid, THE_END)).toEqual(
      changed.labor.timeEntry(first, entry.guid, EVENING),
    );
    expect(changed.labor.timeEntry(first, entry.guid, THE_END)?.outDate).toBeNull();
  });

  it('hides a removed shift from then on', () => {
    const changed = march();
    const shift = (shiftsOf(changed, EVENING).get(first) ?? []).find(
      ({ inDate }) => at(inDate) > EVENING,
    );
    expect(changed.labor.unscheduleShift(first, shift.guid, EVENING)).toBe(true);
    expect(changed.labor.unscheduleShift(first, shift.guid, EVENING)).toBe(false);
    expect(changed.labor.shift(first, shift.guid, EVENING)).toBeUndefined();
    expect(byGuid(shiftsOf(changed, EVENING).get(first) ?? []).has(shift.guid)).toBe(false);
    expect(changed.labor.shift(first, shift.guid, EVENING - 1)).toEqual(shift);
  });

  it('returns false for an unknown time entry or shift', () => {
    expect(world.labor.deleteTimeEntry(second, first, EVENING)).toBe(false);
    expect(world.labor.unscheduleShift(second, first, EVENING)).toBe(false);
    expect(() => world.labor.jobs('nowhere', EVENING)).toThrow('no restaurant nowhere');
  });
});

describe('The labor of a world with a seed', () => {
  const text = (of: SimulatedWorld, guid: string) =>
    JSON.stringify(
      [jobsOf, employeesOf, shiftsOf, timeEntriesOf].map((l) => l(of, EVENING).get(guid)),
    );

  it('is the same every time, in whatever order it is read', () => {
    const again = march();
    for (const now of INSTANTS.toReversed()) again.labor.timeEntriesOn(second, 20260310, now);
    expect(text(again, second)).toBe(text(world, second));
    expect(text(again, first)).toBe(text(world, first));
  });

  it('is the same on every machine', () => {
    const hash = createHash('sha256').update(text(world, first)).digest('hex');
    expect(hash).toMatchInlineSnapshot(
      `"f31c144c5c2a5924df943d45b75cd01c1a1487ce2e413ca40705d753446bc529"`,
    );
  });

  it('does not depend on the number of restaurants and days', () => {
    const [few, many] = [small(), small({ restaurants: 5, to: '2026-04-20' })];
    const within = { start: at('2026-03-02T00:00:00Z'), end: at('2026-03-12T00:00:00Z') };
    for (const { guid } of few.restaurants) {
      const [one, other] = [few, many].map(({ labor }) => [
        labor.jobs(guid, within.end),
        labor.employees(guid, within.end),
        labor.shifts(guid, within, within.end),
        labor.timeEntriesModified(guid, within, within.end),
      ]);
      expect(other).toEqual(one);
    }
  });

  it('differs from that of another seed', () => {
    const guids = [11, 12].map((seed) => {
      const [restaurant] = small({ seed }).restaurants;
      const entries = timeEntriesOf(small({ seed }), EVENING).get(restaurant?.guid ?? '') ?? [];
      return entries.map(({ guid }) => guid);
    });
    expect(guids[0]?.length).toBeGreaterThan(100);
    expect(guids[1]?.some((guid) => guids[0]?.includes(guid))).toBe(false);
  });
});
