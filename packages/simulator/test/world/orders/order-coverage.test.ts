import { describe, expect, it } from 'vitest';
import { checks, NOW, orders, selections, world } from '../../support/month.js';
import { missingProperties } from '../../support/property-coverage.js';
import { at, DAY, has, some, type Payload } from '../../support/walk.js';

const FEATURES: readonly (readonly [string, () => boolean])[] = [
  [
    'deliveries on their way and arrived',
    () => some(orders, (o) => o.deliveryInfo?.deliveryState === 'DELIVERED'),
  ],
  [
    'orders at tables, with guests',
    () => some(orders, (o) => o.table && o.serviceArea && o.numberOfGuests > 3),
  ],
  ['scheduled orders that wait', () => has(orders, 'approvalStatus', 'FUTURE')],
  [
    'scheduled orders that were let through',
    () => some(orders, (o) => o.promisedDate && o.approvalStatus === 'APPROVED'),
  ],
  ['open, paid and closed checks', () => has(checks, 'paymentStatus', 'OPEN', 'PAID', 'CLOSED')],
  [
    'orders that stay open',
    () =>
      some(
        orders,
        (o) =>
          NOW - at(o.openedDate) > 10 * DAY &&
          !o.voided &&
          !o.deleted &&
          !o.excessFood &&
          o.checks[0].paymentStatus === 'OPEN',
      ),
  ],
  [
    'split checks',
    () => some(orders, (o) => o.checks.length === 2) && some(orders, (o) => o.checks.length === 3),
  ],
  [
    'voided selections, checks and orders',
    () =>
      some(selections, (s) => s.voided) &&
      some(orders, (o) => !o.voided && o.checks.some((c: Payload) => c.voided)) &&
      has(orders, 'voided', true),
  ],
  ['deleted orders', () => has(orders, 'deleted', true)],
  [
    'both dates of entities that are not deleted',
    () => has(orders, 'deletedDate', null, '1970-01-01T00:00:00.000+0000'),
  ],
  [
    'excess food',
    () =>
      some(
        orders,
        (o) =>
          o.excessFood &&
          o.checks[0].amount === 0 &&
          o.checks[0].selections[0].price === 0 &&
          o.checks[0].selections[0].preDiscountPrice > 0,
      ),
  ],
  ['test mode', () => has(orders, 'createdInTestMode', true)],
  [
    'keys that older orders lack',
    () => some(orders, (o) => !('excessFood' in o)) && some(orders, (o) => 'excessFood' in o),
  ],
];

describe('A generated month of three restaurants', () => {
  it.each(FEATURES)('has %s', (_, holds) => {
    expect(holds()).toBe(true);
  });

  it('has orders that change days after they were opened', () => {
    const late = orders.filter((o) => at(o.modifiedDate) - at(o.openedDate) > 7 * DAY);
    expect(late.length).toBeGreaterThan(5);
  });

  it('has busier evenings and weekends', () => {
    const [bar] = world.restaurants;
    const ofBar = orders.filter((o) => bar && world.find(bar.guid, o.guid, NOW));
    const count = (part: Intl.DateTimeFormatOptions, value: string): number => {
      const timeZone = bar?.timeZone;
      const local = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', ...part });
      return ofBar.filter((o) => local.format(at(o.openedDate)) === value).length;
    };
    const hour = (value: string): number => count({ hour: '2-digit' }, value);
    const weekday = (value: string): number => count({ weekday: 'short' }, value);
    expect(hour('19')).toBeGreaterThan(2 * hour('15'));
    expect(hour('15')).toBeGreaterThan(0);
    expect(weekday('Sat')).toBeGreaterThan(1.2 * weekday('Mon'));
    expect(weekday('Mon')).toBeGreaterThan(0);
  });

  it('has every property of definition Order on some order', () => {
    // References carry no external identifier unless an integration gave one to the order.
    const missing = missingProperties(orders).filter((name) => !name.endsWith('.externalId'));
    expect(missing).toEqual([]);
  });
});
