import { dollars } from '../values/money.js';
import { latest } from '../life/times.js';
import type { Place } from '../places.js';
import { EPOCH, timestamp } from '../values/timestamp.js';
import type { Json } from '../contract/world.js';
import { overrideAt, type Member } from './staff.js';

/** Definition `Employee`; jobs that are deleted by now are in neither of its lists. */
export function employeeJson(member: Member, place: Place, now: number): Json {
  const { number, reference, hired, left } = member;
  const assignments = member.assignments.filter(({ job }) => job.deleted > now);
  const changes = member.assignments.flatMap(({ job, raises }) => [
    job.deleted,
    ...raises.map(({ at }) => at),
  ]);
  const active = changes.filter((at) => at > hired && at < left);
  return {
    ...reference,
    createdDate: timestamp(hired),
    modifiedDate: timestamp(latest(now, [hired, left, ...active])),
    deletedDate: left <= now ? timestamp(left) : EPOCH,
    deleted: left <= now,
    firstName: member.firstName,
    chosenName: member.chosenName,
    lastName: member.lastName,
    email: `staff-${number + 1}.${place.code.toLowerCase()}@example.com`,
    phoneNumber: number % 5 === 4 ? null : `21255501${String(number).padStart(2, '0')}`,
    phoneNumberCountryCode: number % 5 === 4 ? null : place.phoneCountryCode,
    externalEmployeeId: number % 3 === 0 ? `E-${String(number).padStart(4, '0')}` : null,
    jobReferences: assignments.map(({ job }) => job.reference),
    wageOverrides: assignments.flatMap((assignment) => {
      const wage = overrideAt(assignment, now);
      return wage === null ? [] : [{ wage: dollars(wage), jobReference: assignment.job.reference }];
    }),
    v2EmployeeGuid: member.v2Guid,
  };
}
