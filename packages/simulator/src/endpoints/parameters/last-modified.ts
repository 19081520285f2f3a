import type { Call } from '../../http/call.js';
import type { EpochMillis } from '../../clock.js';
import { Refusal } from '../../http/error-message.js';
import { parseTimestamp } from './timestamp.js';

/** The instant after which a list's entities changed; undefined asks for all. Throws a 400. */
export function lastModifiedParam(call: Pick<Call, 'query'>): EpochMillis | undefined {
  const text = call.query.get('lastModified');
  if (text === null) return undefined;
  const instant = parseTimestamp(text);
  if (instant !== undefined) return instant;
  throw new Refusal(400, `lastModified is not a timestamp with an offset: "${text}"`);
}
