import type { Configuration } from '../config/configuration.js';
import { ToastError } from '../errors.js';
import { discover } from '../extract/discover/discover.js';
import { filterByScope } from '../extract/discover/filter-by-scope.js';
import { createClient } from '../extract/from-configuration.js';
import { selectResources } from '../resources/catalogue.js';
import type { Runtime } from '../runtime.js';
import type { TokenStore } from '../toast/auth.js';
import type { HttpResponse } from '../toast/transport.js';
import { ok, problem, warning, type Finding } from './finding.js';

export interface ApiCheck {
  readonly configuration: Configuration;
  readonly tokens: TokenStore;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly plural: (count: number, noun: string) => string;
}

/** Checks Toast: login, clock, restaurants, scopes, and what is left of the rate limit. */
export async function checkApi(options: ApiCheck): Promise<Finding[]> {
  const { configuration, runtime, signal, tokens, plural } = options;
  let latest: HttpResponse | undefined;
  const client = createClient(options, tokens, {
    onResponse: (response) => (latest = response),
  });
  const findings: Finding[] = [];
  try {
    const scopes = await client.scopes();
    const how =
      client.requests === 0 ? 'the stored token is valid' : 'Toast accepted the credentials';
    findings.push(ok('login', `${how} (${configuration.domain})`));
    const { restaurantIds } = await discover({
      ...{ client, signal },
      restaurants: configuration.restaurants,
      managementGroup: configuration.managementGroup,
    });
    findings.push(
      restaurantIds.length === 0
        ? warning(
            'restaurants',
            'the credentials list no restaurant',
            'Add locations to the credentials in Toast Web.',
          )
        : ok('restaurants', plural(restaurantIds.length, 'restaurant')),
    );
    const resources = selectResources(configuration.resources);
    const { missingScopes } = filterByScope(resources, scopes);
    findings.push(
      missingScopes.length === 0
        ? ok('scopes', 'all that the resources need')
        : warning(
            'scopes',
            `missing ${missingScopes.map(({ resource, scope }) => `${scope} (${resource})`).join(', ')}`,
            'Tick them in Toast Web (Manage credentials), or leave the resources out with `resources`.',
          ),
    );
  } catch (error) {
    if (!(error instanceof ToastError)) throw error;
    findings.push(problem(findings.length === 0 ? 'login' : 'restaurants', error));
  }
  return [...findings, ...checkClock(latest, runtime), ...checkRateLimit(latest)];
}

/* Windows end at Toast's clock; a machine whose own is off shows wrong times and ages. */
const tolerableMs = 5 * 60_000;

function checkClock(latest: HttpResponse | undefined, runtime: Runtime): Finding[] {
  if (latest?.serverTime === undefined) return [];
  const seconds = Math.round((latest.serverTime - latest.receivedAt) / 1000);
  if (seconds === 0) return [ok('clock', "Toast's is the same as this machine's")];
  const text = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} this machine's`;
  if (Math.abs(seconds) * 1000 <= tolerableMs) return [ok('clock', `Toast's is ${text}`)];
  const now = new Date(runtime.now()).toISOString();
  return [warning('clock', `Toast's is ${text} (${now})`, "Set this machine's clock.")];
}

function checkRateLimit(latest: HttpResponse | undefined): Finding[] {
  const remaining = latest?.headers.get('x-toast-ratelimit-remaining') ?? null;
  if (remaining === null) return [];
  return [
    remaining === '0'
      ? warning(
          'rate limit',
          'no requests left for now',
          'Another program may use these credentials.',
        )
      : ok('rate limit', `${remaining} requests left in this period`),
  ];
}
