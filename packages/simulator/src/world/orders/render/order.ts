import type { Json } from '../../contract/json.js';
import type { Restaurant } from '../../restaurant/restaurant.js';
import { businessDateOfDay, MINUTE } from '../../values/calendar.js';
import { latest, NEVER, timestamp, timestampBy } from '../../values/instants.js';
import type { Life } from '../life/types.js';
import type { LinePlan, OrderPlan } from '../plan/types.js';
import { checkJson, type CheckPart, notDeleted } from './check.js';
import { curbsideJson, deliveryJson, marketplaceJson, packagingJson } from './guest.js';
import { modifiedAt, type Scene } from './scene.js';

/** The order that a merge or a move takes something from. */
export interface Source {
  readonly life: Life;
  readonly plan: OrderPlan;
}

const visible = (line: LinePlan, now: number): boolean =>
  line.addedAt <= now && now < line.removedAt;

function partsOf({ life, plan, now }: Scene, source: Source | null): CheckPart[] {
  const merged = life.role === 'mergeTarget' && source ? source.plan.lines : [];
  const left = life.joined <= now ? life.role : 'alone';
  const parts = plan.checks.map((check, index): CheckPart => {
    const own = plan.lines.filter(
      (line) =>
        left !== 'mergeSource' &&
        visible(line, now) &&
        (life.split <= now ? line.check : 0) === index,
    );
    const from = index === 0 ? merged.filter((line) => visible(line, now)) : [];
    return {
      plan: check,
      index,
      lines: [
        ...own.map((line) => ({ line, movedAt: NEVER })),
        ...from.map((line) => ({ line, movedAt: life.joined })),
      ],
      created: index === 0 ? life.created : life.split,
      paidAt: life.paid[index] as number,
      movedAt: NEVER,
    };
  });
  const present = parts.filter(
    ({ created, index }) => created <= now && !(left === 'moveSource' && index === 1),
  );
  const moved = life.role === 'moveTarget' && source ? source.plan.checks[1] : undefined;
  if (source && moved) {
    const lines = source.plan.lines.filter((line) => line.check === 1 && visible(line, now));
    present.push({
      plan: moved,
      index: 1,
      lines: lines.map((line) => ({ line, movedAt: life.joined })),
      created: source.life.created,
      paidAt: life.paid[0] as number,
      movedAt: life.joined,
    });
  }
  return present;
}

function approval({ life, now }: Scene): string {
  if (life.rejected !== NEVER) return life.rejected <= now ? 'NOT_APPROVED' : 'NEEDS_APPROVAL';
  if (life.approved === NEVER || life.approved <= now) return 'APPROVED';
  return life.promised === NEVER ? 'NEEDS_APPROVAL' : 'FUTURE';
}

/** Returns when the order as a whole was paid and closed: with the last of its checks. */
function whole(parts: readonly CheckPart[], life: Life, now: number): [number, number] {
  const due = parts.filter(({ index }) => !(index === life.checks - 1 && life.checkVoided <= now));
  const last = Math.max(...due.map(({ paidAt }) => paidAt));
  const paid = life.repaid <= now ? life.repaid : last;
  const reopened = life.rejected <= now || (life.paymentVoided <= now && life.repaid > now);
  return [paid, reopened ? NEVER : life.repaid <= now ? life.repaid : life.closed];
}

/**
 * Builds definition `Order`, with the keys and nulls of recorded orders and the definition's newer
 * keys.
 */
export function orderJson(scene: Scene, source: Source | null): Json {
  const { restaurant, life, plan, now } = scene;
  const parts = partsOf(scene, source);
  const [paid, closed] = whole(parts, life, now);
  const { catalogue } = restaurant;
  const table = life.kind === 'table' ? catalogue.tables[plan.table] : undefined;
  const online = plan.source !== 'In Store';
  const edited = life.edited <= now;
  const deleted = life.deleted <= now;
  const voided = life.orderVoided <= now;
  const hour = (life.opened - restaurant.calendar.noon(life.address.day)) / (60 * MINUTE);
  const service = catalogue.restaurantServices[hour < 4 ? 0 : hour < 11 ? 1 : 2];
  const { older } = plan;
  return {
    guid: plan.guid,
    entityType: 'Order',
    externalId: plan.externalId,
    revenueCenter: (table?.revenueCenter ?? catalogue.revenueCenters[2])?.reference ?? null,
    server: edited ? plan.laterServer : plan.server,
    lastModifiedDevice: { id: online ? null : edited ? plan.laterDevice.id : plan.device.id },
    source: plan.source,
    voidDate: timestampBy(life.orderVoided, now),
    duration: paid <= now ? Math.floor((paid - life.created) / 1000) : null,
    businessDate: businessDateOfDay(life.address.day),
    paidDate: timestampBy(paid, now),
    restaurantService: service?.reference ?? null,
    voided,
    estimatedFulfillmentDate:
      life.mode === 'DINE_IN' ? null : timestamp(life.opened + plan.prepMinutes * MINUTE),
    table: table?.reference ?? null,
    requiredPrepTime: life.mode === 'DINE_IN' ? null : prepTime(plan.prepMinutes),
    approvalStatus: approval(scene),
    deliveryInfo: deliveryJson(scene),
    serviceArea: table?.serviceArea.reference ?? null,
    curbsidePickupInfo: curbsideJson(scene),
    numberOfGuests: edited && life.kind === 'table' ? life.guests + 1 : life.guests,
    diningOption: catalogue.diningOptions[life.mode].reference,
    openedDate: timestamp(life.opened),
    voidBusinessDate: voided ? restaurant.calendar.dateAt(life.orderVoided) : null,
    checks: parts.map((part) => checkJson(scene, part)),
    deleted,
    createdDevice: { id: online ? null : plan.device.id },
    createdDate: timestamp(life.created),
    closedDate: timestampBy(closed, now),
    deletedDate: deleted ? timestamp(life.deleted) : notDeleted(scene),
    modifiedDate: timestamp(modifiedAt(scene)),
    promisedDate: life.promised === NEVER ? null : timestamp(life.promised),
    pricingFeatures: plan.older ? ['TAXESV2'] : ['TAXESV2', 'TAXESV3'],
    channelGuid: older ? undefined : life.kind === 'online' ? catalogue.channelGuid : null,
    createdInTestMode: older ? undefined : life.testMode,
    excessFood: older ? undefined : life.kind === 'excessFood',
    displayNumber: older ? undefined : displayNumber(life),
    appliedPackagingInfo: older ? undefined : packagingJson(scene),
    marketplaceFacilitatorTaxInfo: plan.facilitated ? marketplaceJson(scene) : undefined,
  };
}

function displayNumber({ kind, address }: Life): string {
  return kind === 'excessFood' ? '' : String(address.index + 1);
}

function prepTime(minutes: number): string {
  return minutes >= 60 ? `PT1H${minutes === 60 ? '' : `${minutes - 60}M`}` : `PT${minutes}M`;
}

/** Builds an order as Toast sends it at `now`, which is at or after its creation. */
export function renderOrder(
  restaurant: Restaurant,
  own: Source,
  source: Source | null,
  at: Pick<Scene, 'now' | 'scopes'>,
): Json {
  const joined = latest(at.now, [own.life.joined]) === own.life.joined;
  return orderJson({ restaurant, ...own, ...at }, joined ? source : null);
}
