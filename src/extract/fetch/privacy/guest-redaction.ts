import type { Configuration } from '../../../config/configuration.js';
import type { GuestRules } from '../../../resources/guest-rules.js';
import { guestHash, dropIdentifier, type Substitute } from './guest-hash.js';
import { redactGuests } from './redact-guests.js';

/** Removes from a page (a JSON list of entities), or from one entity, guest data that may not be stored. */
export type GuestRedaction = (page: Buffer, rules: GuestRules) => Buffer;

/** Returns the redaction that the configuration's `privacy` asks for; `undefined` if guest data is kept. */
export function guestRedaction({
  privacy,
  key,
}: Pick<Configuration, 'privacy' | 'key'>): GuestRedaction | undefined {
  const redactWith = (substitute: Substitute): GuestRedaction => {
    return (page, rules) => redactGuests(page, rules, substitute);
  };
  switch (privacy.guests) {
    case 'keep':
      return undefined;
    case 'drop':
      return redactWith(dropIdentifier);
    case 'hash':
      return redactWith(guestHash(key));
  }
}
