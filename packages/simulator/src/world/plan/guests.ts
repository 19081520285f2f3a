import type { GuestPlan } from './types.js';
import type { Workshop } from './workshop.js';

const FIRST = [
  'Ana',
  'Björn',
  'Chloé',
  'Đorđe',
  'Élodie',
  'Fatima',
  'Grace',
  'Håkon',
  'Yuki',
  'Zoë',
];
const LAST = ['Example', 'Müller', 'O’Connor', 'García', 'Nguyễn', 'Smith', 'Świątek', 'Tester'];

/** A guest nobody can mistake for a real one: reserved domain, numbers set aside for fiction. */
export function guest(shop: Workshop): GuestPlan {
  const { rng } = shop;
  const [firstName, lastName] = [rng.pick(FIRST), rng.pick(LAST)];
  return {
    guid: shop.guid(),
    firstName,
    lastName,
    phone: `${shop.restaurant.index % 2 === 0 ? '212' : '312'}55501${String(rng.int(0, 99)).padStart(2, '0')}`,
    email: `guest${rng.int(1, 99_999)}@example.com`,
  };
}
