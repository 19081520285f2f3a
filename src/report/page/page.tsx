import { countOf } from './view/words.js';
import { SECTIONS, type SectionId } from './parts/section.js';
import { printable } from '../../printable.js';
import { UtcTime } from './parts/utc-time.js';
import { ChaseSection } from './sections/chase.js';
import { DataSection } from './sections/data.js';
import { ExceptionsSection } from './sections/exceptions.js';
import { HoursSection } from './sections/hours.js';
import { ItemsSection } from './sections/items.js';
import { LocationsSection } from './sections/locations.js';
import { Masthead } from './sections/masthead.js';
import { MixSection } from './sections/mix.js';
import { ProofSection } from './sections/proof.js';
import { RestatedSection } from './sections/restated.js';
import { TrendSection } from './sections/trend.js';
import type { View } from './view/view.js';

/** Shows a report from its head to its foot, without the styles and the script of the page. */
export function Page({ view }: { readonly view: View }) {
  return (
    <>
      <a class="skip" href="#main">
        Skip to the report
      </a>
      <Masthead view={view} />
      <Contents view={view} />
      <main id="main">
        <DataSection view={view} />
        <LocationsSection view={view} />
        <TrendSection view={view} />
        <HoursSection view={view} />
        <MixSection view={view} />
        <ItemsSection view={view} />
        <ExceptionsSection view={view} />
        <ChaseSection view={view} />
        <ProofSection view={view} />
        <RestatedSection view={view} />
      </main>
      <footer>
        <p>
          Made <UtcTime view={view} instant={view.report.madeAt} /> by <code>toast report</code>{' '}
          from the tables in <code>toast_marts</code>, which hold every number with its rows.
        </p>
      </footer>
    </>
  );
}

/** Gives the title of the page, for its tab and its bookmark. */
export function titleOf({ report, restaurants, formats }: View): string {
  const who = restaurants.length === 1 ? printable(restaurants[0]!.name) : 'Morning report';
  return `${who}, ${formats.longDate(report.businessDate)}`;
}

function Contents({ view: { report } }: { readonly view: View }) {
  const counts: Partial<Record<SectionId, number>> = {
    exceptions: countOf(report.exceptionTotals),
    chase: countOf(report.chaseTotals),
    restated: report.restated.count,
  };
  return (
    <nav aria-label="Sections">
      <ol>
        {Object.entries(SECTIONS).map(([id, title]) => (
          <li>
            <a href={`#${id}`}>
              {title}
              {(counts[id as SectionId] ?? 0) > 0 && (
                <span class="count"> {counts[id as SectionId]}</span>
              )}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
