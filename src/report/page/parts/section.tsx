import type { ComponentChildren } from 'preact';
import type { ReportedRestaurant } from '../../document/report.js';
import type { View } from '../view/view.js';
import { ToastText } from './toast-text.js';

/** The sections of the page, in their order. */
export const SECTIONS = {
  data: 'Data',
  locations: 'Locations',
  trend: 'Trend',
  hours: 'Hours',
  mix: 'Mix',
  items: 'Items',
  exceptions: 'Exceptions',
  chase: 'To chase',
  proof: 'Proof',
  restated: 'Restated',
} as const;

export type SectionId = keyof typeof SECTIONS;

interface SectionProps {
  readonly id: SectionId;
  /** Says in a sentence what is shown. */
  readonly about?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Shows one section under its heading. */
export function Section({ id, about, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{SECTIONS[id]}</h2>
        {about !== undefined && <p class="about">{about}</p>}
      </header>
      {children}
    </section>
  );
}

interface PerRestaurantProps {
  readonly view: View;
  readonly restaurants: readonly ReportedRestaurant[];
  /** Stands beside the name, while the restaurant is folded too. */
  summary?(restaurant: ReportedRestaurant): ComponentChildren;
  children(restaurant: ReportedRestaurant): ComponentChildren;
}

/**
 * Shows something of each restaurant: as it is where there is one, folded where there are many. On paper, it is
 * unfolded unless there are so many that it would fill dozens of pages.
 */
export function PerRestaurant({ view, restaurants, summary, children }: PerRestaurantProps) {
  if (view.restaurants.length === 1) return <>{restaurants.map((each) => children(each))}</>;
  const names = ['restaurants', !view.isFew && 'many', view.unfoldsOnPaper && 'unfolds'];
  return (
    <div class={names.filter(Boolean).join(' ')}>
      {restaurants.map((each) => (
        <details class="restaurant" open={view.isFew}>
          <summary>
            <h3>
              <ToastText text={each.name} />
            </h3>
            {summary !== undefined && <span class="summary">{summary(each)}</span>}
          </summary>
          {children(each)}
        </details>
      ))}
    </div>
  );
}

/** Says in words that there is nothing to show. */
export function Nothing({ children }: { readonly children: ComponentChildren }) {
  return <p class="nothing">{children}</p>;
}
