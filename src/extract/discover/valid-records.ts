import { MalformedPageError, TransientError } from '../../errors.js';
import { isGuid } from '../../guid.js';
import { isolateEntities, type IsolatedEntities } from '../entities/isolate-entities.js';

export interface ValidRecords<T> extends IsolatedEntities {
  /** The records that name a restaurant. */
  readonly records: readonly T[];
}

/**
 * Separates the records of a list that name a restaurant by a GUID, in `guidField`, from others.
 * @throws TransientError when there are only others, or too many of them.
 */
export function validRecords<T>(
  body: Buffer,
  guidField: string,
  endpoint: string,
): ValidRecords<T> {
  const { page, rejected } = isolate(body, guidField, endpoint);
  const records = JSON.parse(page.toString('utf8')) as T[];
  const [first] = rejected;
  if (records.length === 0 && first !== undefined)
    throw unusable(`a record ${first.reason}`, endpoint);
  return { records, page, rejected };
}

function isolate(body: Buffer, idField: string, endpoint: string): IsolatedEntities {
  try {
    return isolateEntities(body, { idField, isId: isGuid });
  } catch (error) {
    if (!(error instanceof MalformedPageError)) throw error;
    throw unusable(error.message, endpoint);
  }
}

function unusable(why: string, endpoint: string): TransientError {
  return new TransientError(`The answer lists no restaurant with a GUID: ${why}`, {
    endpoint,
    suggestion:
      'Run the command again. If it fails again, list the restaurants in `restaurants` of configuration.json and ask Toast support.',
  });
}
