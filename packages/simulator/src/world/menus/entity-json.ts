import type { Configured } from '../settings/types.js';
import type { Json } from '../contract/world.js';
import type { MenuFacts } from './menu-facts.js';

const EVERYWHERE = ['POS', 'KIOSK', 'TOAST_ONLINE_ORDERING', 'ORDERING_PARTNERS'];
const VISIBILITY: Readonly<Record<string, readonly string[]>> = {
  ALL: EVERYWHERE,
  POS_ONLY: ['POS'],
  NONE: [],
};

/** What pre-modifiers and all other entities of published menus have in common. */
export function identityJson({ multiLocationIds }: MenuFacts, { guid, payload }: Configured): Json {
  return { name: payload['name'], guid, multiLocationId: multiLocationIds.get(guid) };
}

/** What menus, groups, items and modifiers have in common. */
export function entityJson(facts: MenuFacts, setting: Configured): Json {
  const { guid, payload } = setting;
  return {
    ...identityJson(facts, setting),
    // Deprecated, but still sent: the same number as the multi-location ID.
    masterId: Number(facts.multiLocationIds.get(guid)),
    posName: '',
    posButtonColorLight: '#f7f7f7',
    posButtonColorDark: '#1a1a1a',
    visibility: VISIBILITY[String(payload['visibility'] ?? 'ALL')] ?? EVERYWHERE,
  };
}

/** The first of an entity's images, and all of them. */
export function imagesOf({ payload }: Configured): { image: string | null; images: string[] } {
  const images = ((payload['images'] ?? []) as { url: string }[]).map(({ url }) => url);
  return { image: images[0] ?? null, images };
}
