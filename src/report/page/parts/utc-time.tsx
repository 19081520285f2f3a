import type { View } from '../view/view.js';

/** Shows an instant (ISO 8601, UTC) by the clock of the restaurants where they have one, else by that of UTC. */
export function UtcTime({ view, instant }: { readonly view: View; readonly instant: string }) {
  const zones = new Set(view.restaurants.map(({ timeZone }) => timeZone));
  const zone = zones.size === 1 ? [...zones][0]! : 'UTC';
  return (
    <time dateTime={instant} lang={view.formats.language}>
      {view.formats.instant(instant, zone)}
    </time>
  );
}
