import { guidOf } from '../values/guid.js';
import { latest } from '../life/times.js';
import type { Restaurant } from '../restaurant.js';
import { EPOCH, timestamp } from '../values/timestamp.js';
import type { Json } from '../contract/world.js';
import type { ShiftPlan, Span } from './roster.js';

/** When a shift begins and ends, as it is scheduled at `now`. */
export function scheduledSpan({ span, moved, movedTo }: ShiftPlan, now: number): Span {
  return moved <= now ? movedTo : span;
}

/** Definition `Shift`; all shifts with grace periods have one configuration. */
export function shiftJson({ seed, index }: Restaurant, shift: ShiftPlan, now: number): Json {
  const span = scheduledSpan(shift, now);
  return {
    guid: shift.guid,
    entityType: 'Shift',
    externalId: null,
    createdDate: timestamp(shift.published),
    modifiedDate: timestamp(latest(now, [shift.published, shift.moved])),
    deletedDate: EPOCH,
    deleted: false,
    jobReference: shift.assignment.job.reference,
    employeeReference: shift.member.reference,
    inDate: timestamp(span.in),
    outDate: timestamp(span.out),
    scheduleConfig: shift.grace
      ? {
          guid: guidOf(seed, `ScheduleConfig/${index}`),
          minBeforeClockIn: 10,
          minAfterClockIn: 7.5,
          minBeforeClockOut: 5,
          minAfterClockOut: 20,
        }
      : null,
  };
}
