import { DateTime, Duration } from 'luxon';
import type { EpochMillis, WorldClock } from '../common/clock.js';
import { ok } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import type { Stats } from '../http/stats.js';
import type { World } from '../world/contract/world.js';
import { refusingWrongOnes } from './refusing-wrong-ones.js';

/** Prefix of the paths that are not part of Toast's API. */
export const CONTROL_PREFIX = '/__';

/** Creates the endpoints that show and control the simulation, without a token. */
export function controlEndpoints(
  world: World,
  clock: WorldClock,
  stats: Stats,
): readonly Endpoint[] {
  const time = () => ok({ now: new Date(clock.now()).toISOString() });
  return [
    {
      method: 'GET',
      path: '/__truth',
      access: 'open',
      handle: (call) => ok(world.truth(call.now)),
    },
    { method: 'GET', path: '/__clock', access: 'open', handle: time },
    {
      method: 'POST',
      path: '/__clock',
      access: 'open',
      handle: async (call) => {
        const request = await call.json();
        refusingWrongOnes(() => clock.set(moved(request, clock.now())));
        return time();
      },
    },
    { method: 'GET', path: '/__stats', access: 'open', handle: () => ok(stats.counters()) },
    {
      method: 'POST',
      path: '/__stats/reset',
      access: 'open',
      handle: () => {
        stats.reset();
        return ok(stats.counters());
      },
    },
  ];
}

/**
 * Reads `{now: "<ISO instant>"}` or `{advance: "<ISO duration>"}`, which leads forward; throws a 400
 * for anything else.
 */
function moved(request: unknown, now: EpochMillis): EpochMillis {
  const { now: to, advance } = (request ?? {}) as Record<string, unknown>;
  if (typeof to === 'string' && advance === undefined) {
    const instant = DateTime.fromISO(to, { zone: 'utc' });
    if (instant.isValid) return instant.toMillis();
  }
  if (typeof advance === 'string' && to === undefined) {
    const duration = Duration.fromISO(advance);
    // Neither invalid nor with more digits than a number holds.
    if (Number.isFinite(duration.toMillis())) {
      const instant = DateTime.fromMillis(now, { zone: 'utc' }).plus(duration).toMillis();
      if (instant >= now) return instant;
    }
  }
  throw new Refusal(
    400,
    'Give {"now": "2026-01-31T00:00:00Z"} or {"advance": "P3D"}, with ISO 8601 values; ' +
      'advance only leads forward',
  );
}
