import type { LocationNumbers } from '../../document/report.js';
import { counted } from '../../format/labels.js';
import { countOf } from '../view/words.js';
import type { Formats } from '../../format/formats.js';
import { ToastText } from '../parts/toast-text.js';
import type { View } from '../view/view.js';

/** Shows the date of the report, and the report in three sentences. */
export function Masthead({ view }: { readonly view: View }) {
  const { report, restaurants, formats } = view;
  const [first, ...others] = restaurants;
  return (
    <header class="masthead">
      <p class="eyebrow">
        Morning report
        {first !== undefined && others.length === 0 && (
          <>
            {' · '}
            <ToastText text={first.name} />
          </>
        )}
        {others.length > 0 && ` · ${counted(restaurants.length, 'restaurant')}`}
      </p>
      <h1>
        <time dateTime={report.businessDate} lang={formats.language}>
          {formats.longDate(report.businessDate)}
        </time>
      </h1>
      {restaurants.length > 0 && (
        <p class="lede">
          {salesOf(view).map(({ numbers, formats: inCurrency }) => (
            <>
              <Sales numbers={numbers} formats={inCurrency} />{' '}
            </>
          ))}
          <a href="#chase">{chaseOf(view)}</a>. <a href="#proof">{proofOf(view)}</a>.
        </p>
      )}
    </header>
  );
}

/* The total of each currency, or its one restaurant. */
function salesOf({ report: { locations }, ...view }: View) {
  const totals = locations.totals.map((numbers) => ({
    numbers: numbers as LocationNumbers,
    formats: view.formatsOfCurrency(numbers.currency),
  }));
  const added = new Set(locations.totals.map(({ currency }) => currency));
  const alone = locations.rows
    .filter(({ restaurantId }) => !added.has(view.restaurant(restaurantId).currency))
    .map((numbers) => ({ numbers, formats: view.formatsOf(numbers.restaurantId) }));
  return [...totals, ...alone];
}

function Sales(props: { readonly numbers: LocationNumbers; readonly formats: Formats }) {
  const { netSales, variance } = props.numbers;
  const { money, percentChange } = props.formats;
  if (netSales.value === null) return <>No sales are known yet.</>;
  const sales = <strong>{money(netSales.value)}</strong>;
  if (variance === null || netSales.fourWeeks === null) return <>Net sales were {sales}.</>;
  return (
    <>
      Net sales were {sales}, <strong>{percentChange(variance)}</strong> against the usual{' '}
      {money(netSales.fourWeeks)}.
    </>
  );
}

function chaseOf({ report }: View): string {
  const count = countOf(report.chaseTotals);
  return count === 0 ? 'Nothing is left to chase' : `${counted(count, 'thing')} to chase`;
}

function proofOf({ report: { proof } }: View): string {
  const off = proof.filter(({ offCount }) => offCount > 0).length;
  if (proof.length === 0) return 'Nothing could be proved';
  if (off === 0) return 'Every figure ties';
  return `${off} of ${counted(proof.length, 'figure')} ${off === 1 ? 'does' : 'do'} not tie`;
}
