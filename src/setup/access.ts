import type { Configuration } from '../config/configuration.js';
import { discover } from '../extract/discover/discover.js';
import { filterByScope, type MissingScope } from '../extract/discover/filter-by-scope.js';
import { withExtraction } from '../extract/from-configuration.js';
import { catalogue } from '../resources/catalogue.js';
import type { Runtime } from '../runtime.js';
import type { Warehouse } from '../warehouse/warehouse.js';

/** What credentials give access to. */
export interface Access {
  readonly restaurants: readonly { readonly id: string; readonly name: string }[];
  /** Resources that the credentials cannot read, with the scope that they lack. */
  readonly missingScopes: readonly MissingScope[];
  /** Scopes of the token; undefined if it does not say. */
  readonly scopes: readonly string[] | undefined;
}

/**
 * Logs in and lists the restaurants and the scopes. The token is kept in the database, so that the first
 * run does not log in again: Toast allows two logins an hour.
 * @throws ConfigurationError when Toast refuses the credentials, or they cannot list restaurants and the
 *   configuration names none; ApiError when Toast cannot be reached.
 */
export async function tryAccess(
  configuration: Configuration,
  { warehouse, runtime, signal }: { warehouse: Warehouse; runtime: Runtime; signal: AbortSignal },
): Promise<Access> {
  const request = { configuration, warehouse, runtime, signal, onEvent: () => undefined };
  return withExtraction(request, async (options) => {
    const scopes = await options.client.scopes();
    const { restaurantIds, names } = await discover(options);
    return {
      restaurants: restaurantIds.map((id) => ({ id, name: names.get(id) ?? '' })),
      missingScopes: filterByScope(catalogue, scopes).missingScopes,
      scopes: scopes === undefined ? undefined : [...scopes].sort(),
    };
  });
}
