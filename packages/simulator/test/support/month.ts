import { at, checksOf, modifiersOf, ordersOf, selectionsOf, small } from './walk.js';

/** The evening of the last day but two: many orders are open, scheduled orders wait. */
export const NOW = at('2026-03-29T00:30:00Z');

/** Three restaurants in March with many orders. */
export const world = small({ from: '2026-03-01', to: '2026-03-30', ordersPerDay: 50, seed: 1 });
export const orders = ordersOf(world, NOW);
export const checks = checksOf(orders);
export const selections = selectionsOf(orders);
export const modifiers = modifiersOf(selections);
export const payments = checks.flatMap((check) => check.payments);
export const charges = checks.flatMap((check) => check.appliedServiceCharges);
export const onChecks = checks.flatMap((check) => check.appliedDiscounts);
export const onItems = selections.flatMap((selection) => selection.appliedDiscounts);
export const discounts = [...onChecks, ...onItems];
export const taxes = [...selections, ...modifiers, ...charges].flatMap((part) => part.appliedTaxes);
