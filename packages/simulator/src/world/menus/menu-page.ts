import type { Configuration } from '../settings/types.js';
import type { MenuFacts } from './menu-facts.js';

/** All that the parts of one restaurant's published menus are made of. */
export interface MenuPage extends MenuFacts {
  readonly configuration: Configuration;
  /** Integer IDs by which modifier groups, their options and pre-modifier groups are referred to. */
  readonly referenceIds: ReadonlyMap<string, number>;
  /** Those by which options refer to modifier groups: recorded menus have a group twice, too. */
  readonly idsBelowOptions: ReadonlyMap<string, number>;
}

/** GUIDs of the references of a payload's property: a list of them, a single one or none. */
export function guidsOf(references: unknown): readonly string[] {
  return [references].flat().flatMap((each) => (each as { guid: string } | null)?.guid ?? []);
}

/** Numbers the modifier groups with their options, then the pre-modifier groups, from 1 on. */
export function menuPage(facts: MenuFacts, configuration: Configuration): MenuPage {
  const { menuItems, menuOptionGroups, preModifierGroups } = configuration.lists;
  const optionsOf = [...menuOptionGroups.values()].map(
    ({ guid, payload }) => [guid, guidsOf(payload['options'])] as const,
  );
  const belowOptions = optionsOf.flatMap(([, options]) =>
    options.flatMap((guid) => guidsOf(menuItems.get(guid)?.payload['optionGroups'])),
  );
  const first = numbered(
    [...optionsOf.flatMap(([guid, options]) => [guid, ...options]), ...preModifierGroups.keys()],
    1,
  );
  return {
    ...facts,
    configuration,
    referenceIds: first,
    idsBelowOptions: numbered(belowOptions, first.size + 1),
  };
}

function numbered(guids: readonly string[], from: number): ReadonlyMap<string, number> {
  return new Map([...new Set(guids)].map((guid, n) => [guid, from + n]));
}

/** The reference IDs of those of the entities that are published. */
export function idsOf(ids: ReadonlyMap<string, number>, guids: readonly string[]): number[] {
  return guids.flatMap((guid) => ids.get(guid) ?? []);
}
