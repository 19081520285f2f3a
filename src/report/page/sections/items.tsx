import type { Items, ItemSold } from '../../document/report.js';
import type { Formats } from '../../format/formats.js';
import { counted } from '../../format/labels.js';
import { countOf } from '../view/words.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Num } from '../parts/number.js';
import { Nothing, Section } from '../parts/section.js';
import { ToastText } from '../parts/toast-text.js';
import type { View } from '../view/view.js';

type Stockout = Items['stockouts'][number];

/** A longer list of what was out of stock is folded. */
const SHORT = 10;

/** Shows what sold best and worst, what changed most, and what was out of stock. */
export function ItemsSection({ view }: { readonly view: View }) {
  const { items } = view.report;
  const all = [...items.top, ...items.bottom, ...items.movers];
  const currencies = [...new Set(all.map(({ currency }) => currency))];
  return (
    <Section
      id="items"
      about="Net sales of the day, and their change against the average of the same weekday in the four weeks before."
    >
      {currencies.length === 0 && <Nothing>No item was sold on this day.</Nothing>}
      {currencies.map((currency) => (
        <ItemsOfCurrency {...{ view, currency }} isOnly={currencies.length === 1} />
      ))}
      {(currencies.length !== 1 || items.stockouts.length > SHORT) && <Stockouts view={view} />}
    </Section>
  );
}

interface CurrencyProps {
  readonly view: View;
  readonly currency: string;
  readonly isOnly: boolean;
}

function ItemsOfCurrency({ view, currency, isOnly }: CurrencyProps) {
  const of = (items: readonly ItemSold[]) => items.filter((item) => item.currency === currency);
  const { top, bottom, movers } = view.report.items;
  const formats = view.formatsOfCurrency(currency);
  const columns = columnsOf(formats);
  const tables = [
    ['Top', of(top), 'Nothing was sold.'],
    ['Bottom', of(bottom), 'Too few items were sold for a bottom ten.'],
    ['Biggest movers', of(movers), 'Nothing to compare with: this needs earlier weeks.'],
  ] as const;
  return (
    <>
      {!isOnly && <h3>{currency}</h3>}
      <div class="columns">
        {tables.map(([caption, rows, nothing]) =>
          rows.length > 0 ? (
            <DataTable sortable narrow="folds" {...{ caption, columns, rows }} />
          ) : (
            <div>
              <h4>{caption}</h4>
              <Nothing>{nothing}</Nothing>
            </div>
          ),
        )}
        {isOnly && view.report.items.stockouts.length <= SHORT && <Stockouts view={view} />}
      </div>
    </>
  );
}

function columnsOf(formats: Formats): readonly Column<ItemSold>[] {
  return [
    { title: 'Item', isHeader: true, cell: ({ item }) => <ToastText text={item} /> },
    {
      title: 'Sold',
      kind: 'number',
      folded: 'titled',
      cell: ({ quantity }) => <Num value={quantity} as={formats.count} />,
    },
    {
      title: 'Net sales',
      kind: 'number',
      folded: 'lead',
      cell: ({ netSales }) => <Num value={netSales} as={formats.money} />,
    },
    {
      title: 'Four weeks',
      kind: 'number',
      folded: 'titled',
      cell: ({ fourWeeks }) => (
        <Num value={fourWeeks} as={formats.money} why="not sold in the four weeks" />
      ),
    },
    {
      title: 'Change',
      kind: 'number',
      cell: ({ change }) => (
        <Num value={change} as={formats.moneyChange} why="nothing to compare with" />
      ),
    },
  ];
}

function Stockouts({ view }: { readonly view: View }) {
  const rows = view.report.items.stockouts;
  if (rows.length === 0) return <Nothing>Nothing was out of stock (86’d) on this day.</Nothing>;
  const columns: Column<Stockout>[] = [
    {
      title: 'Item',
      isHeader: true,
      cell: ({ item, restaurantId }) => (
        <>
          <ToastText text={item} />
          {view.restaurants.length > 1 && (
            <small>
              <ToastText text={view.restaurant(restaurantId).name} />
            </small>
          )}
        </>
      ),
    },
    {
      title: 'Since',
      folded: 'titled',
      cell: ({ restaurantId, since }) => (
        <time dateTime={since}>{view.formatsOf(restaurantId).dateTime(since)}</time>
      ),
    },
    {
      title: 'Until',
      folded: 'titled',
      cell: ({ restaurantId, until }) =>
        until === null ? (
          'still out'
        ) : (
          <time dateTime={until}>{view.formatsOf(restaurantId).dateTime(until)}</time>
        ),
    },
    {
      title: 'On the day',
      kind: 'number',
      folded: 'lead',
      cell: ({ minutes }) => <Num value={minutes} as={duration} />,
    },
  ];
  const count = countOf(view.report.items.stockoutCounts);
  const caption = 'Out of stock (86’d)';
  const table = (hidesCaption: boolean) => (
    <DataTable sortable narrow="folds" {...{ caption, hidesCaption, columns, rows }} />
  );
  if (rows.length <= SHORT) return table(false);
  return (
    <details class="more">
      <summary>{`${caption}: ${counted(count, 'item')}`}</summary>
      {table(true)}
      {count > rows.length && (
        <Nothing>
          Listed: {rows.length} of {count}, the latest of each restaurant.
        </Nothing>
      )}
    </details>
  );
}

/** Says minutes as hours and minutes: 95 is '1 h 35 min'. */
function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`]
    .filter(Boolean)
    .join(' ');
}
