import type { Configuration } from '../settings/types.js';
import type { MenuFacts } from './menu-facts.js';

/** All that the parts of one restaurant's published menus are made of. */
export interface MenuPage extends MenuFacts {
  readonly configuration: Configuration;
  /** Integer IDs by which modifier groups, their options and pre-modifier groups are referred to. */
  readonly referenceIds: ReadonlyMap<string, number>;
}

/** GUIDs of the references of a payload's property: a list of them, a single one or none. */
export function guidsOf(references: unknown): readonly string[] {
  return [references].flat().flatMap((each) => (each as { guid: string } | null)?.guid ?? []);
}

/** Numbers the modifier groups with their options, then the pre-modifier groups, from 1 on. */
export function menuPage(facts: MenuFacts, configuration: Configuration): MenuPage {
  const { menuOptionGroups, preModifierGroups } = configuration.lists;
  const guids = [
    ...[...menuOptionGroups.values()].flatMap(({ guid, payload }) => [
      guid,
      ...guidsOf(payload['options']),
    ]),
    ...preModifierGroups.keys(),
  ];
  return {
    ...facts,
    configuration,
    referenceIds: new Map([...new Set(guids)].map((guid, n) => [guid, n + 1])),
  };
}

/** The reference IDs of those of the entities that are published. */
export function idsOf({ referenceIds }: MenuPage, guids: readonly string[]): readonly number[] {
  return guids.flatMap((guid) => referenceIds.get(guid) ?? []);
}
