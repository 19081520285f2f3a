import type { Configuration } from '../../../config/configuration.js';
import type { GuestRules } from '../../../resources/guest-rules.js';
import { guestHash, nobody, type Substitute } from './guest-hash.js';
import { redactGuests } from './redact-guests.js';

/** Takes a page (JSON, a list of entities) and gives it with no more of guests than may be kept. */
export type GuestRedaction = (page: Buffer, rules: GuestRules) => Buffer;

/** What the configuration's `privacy` asks for; none when guests' data is kept. */
export function guestRedaction({
  privacy,
  key,
}: Pick<Configuration, 'privacy' | 'key'>): GuestRedaction | undefined {
  const by = (substitute: Substitute): GuestRedaction => {
    return (page, rules) => redactGuests(page, rules, substitute);
  };
  switch (privacy.guests) {
    case 'keep':
      return undefined;
    case 'drop':
      return by(nobody);
    case 'hash':
      return by(guestHash(key));
  }
}
