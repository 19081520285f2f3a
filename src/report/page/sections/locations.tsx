import type { ComponentChildren } from 'preact';
import type {
  LocationNumbers,
  Locations,
  ReportedRestaurant,
  Trend,
} from '../../document/report.js';
import { drawSparkline } from '../charts/trend-chart.js';
import type { Formats } from '../../format/formats.js';
import { COMPARISONS, MEASURES, type MeasureKey } from '../view/measures.js';
import { whyMissing, whyNoChange } from '../view/reasons.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Change, Direction, Missing, Num } from '../parts/number.js';
import { Nothing, Section } from '../parts/section.js';
import { ToastText } from '../parts/toast-text.js';
import type { View } from '../view/view.js';
import { AllComparisons } from './all-comparisons.js';
import { Headline } from './headline.js';

type Row = LocationNumbers & Partial<Locations['rows'][number] & Locations['totals'][number]>;

/** Compares each restaurant with itself: the headline of each currency, and a ranking of several restaurants. */
export function LocationsSection({ view }: { readonly view: View }) {
  const { rows, totals } = view.report.locations;
  if (rows.length === 0) {
    return (
      <Section id="locations">
        <Nothing>No restaurant has data of this day.</Nothing>
      </Section>
    );
  }
  const added = new Set(totals.map(({ currency }) => currency));
  const others = rows.filter((row) => !added.has(view.restaurant(row.restaurantId).currency));
  /* Of many that do not add up, the ranking tells. */
  const alone = others.length <= 2 ? others : [];
  const weekday = view.formats.weekday(view.report.businessDate);
  return (
    <Section
      id="locations"
      about={`Against the average of the same weekday (${weekday}) in the four weeks before, the same day last week, and 364 days ago.`}
    >
      {totals.map((total) => (
        <Headline
          numbers={total}
          formats={view.formatsOfCurrency(total.currency)}
          title={view.nameOfTotal(total.currency)}
        />
      ))}
      {alone.map((row) => (
        <Headline
          numbers={row}
          formats={view.formatsOf(row.restaurantId)}
          restaurant={view.restaurant(row.restaurantId)}
          title={
            rows.length === 1 ? undefined : (
              <ToastText text={view.restaurant(row.restaurantId).name} />
            )
          }
        />
      ))}
      {rows.length > 1 && <Ranking view={view} />}
    </Section>
  );
}

function Ranking({ view }: { readonly view: View }) {
  const { rows, totals } = view.report.locations;
  return (
    <>
      <DataTable<Row>
        class="ranking"
        caption="Restaurants by their change against four weeks, the lowest first"
        columns={rankingColumns(view)}
        rows={rows}
        totals={totals}
        sortable
        narrow="scrolls"
      />
      <p class="nothing">The small numbers are averages of the four weeks.</p>
      <details class="more">
        <summary>All comparisons</summary>
        <AllComparisons view={view} />
      </details>
    </>
  );
}

/** Draws the sparklines that the section shows, one at a time. */
export function* sparklines(view: View): Generator {
  const { locations, trend } = view.report;
  if (locations.rows.length < 2) return;
  for (const each of trend) {
    if (each.restaurantId !== null) yield sparklineOf(view, each);
  }
}

function sparklineOf({ charts }: View, trend: Trend) {
  return charts.of(`sparkline ${trend.restaurantId}`, () => drawSparkline(trend));
}

/* Says what makes the numbers of a restaurant unlike the others'. */
function Flag({
  of: { isComplete, isClosedDay, isFirstDay },
}: {
  readonly of: ReportedRestaurant;
}) {
  if (isClosedDay) return <small>closed</small>;
  if (!isComplete) return <small class="flag">not complete</small>;
  return isFirstDay ? <small>first day</small> : null;
}

function rankingColumns(view: View): Column<Row>[] {
  const trends = new Map(view.report.trend.map((trend) => [trend.restaurantId, trend]));
  const formatsOf = ({ restaurantId, currency }: Row): Formats =>
    restaurantId === undefined
      ? view.formatsOfCurrency(currency ?? '')
      : view.formatsOf(restaurantId);
  const why = (row: Row, key: MeasureKey, of?: Parameters<typeof whyMissing>[2]) =>
    row.restaurantId === undefined
      ? undefined
      : whyMissing(view.restaurant(row.restaurantId), key, of);
  const change = (row: Row) => (
    <Change
      percent={row.variance}
      formats={formatsOf(row)}
      why={
        row.restaurantId === undefined
          ? undefined
          : whyNoChange(view.restaurant(row.restaurantId), row.netSales)
      }
    />
  );
  const numbers = (title: string, cell: (row: Row) => ComponentChildren): Column<Row> => ({
    ...{ title, kind: 'number', cell, total: cell },
  });
  return [
    {
      title: 'Restaurant',
      isHeader: true,
      cell: ({ restaurantId = '' }) => (
        <>
          <ToastText text={view.restaurant(restaurantId).name} />
          <Flag of={view.restaurant(restaurantId)} />
        </>
      ),
      total: ({ currency = '' }) => view.nameOfTotal(currency),
    },
    {
      title: '35 days',
      kind: 'chart',
      cell: ({ restaurantId = '' }) => {
        const trend = trends.get(restaurantId);
        return trend === undefined ? <Missing /> : sparklineOf(view, trend);
      },
    },
    numbers('Net sales', (row) => (
      <Num value={row.netSales.value} as={formatsOf(row).money} why={why(row, 'netSales')} />
    )),
    numbers('Change', change),
    ...COMPARISONS.map(([key, title]) =>
      numbers(title, (row) => (
        <Num value={row.netSales[key]} as={formatsOf(row).money} why={why(row, 'netSales', key)} />
      )),
    ),
    ...MEASURES.filter(({ key }) => key !== 'netSales' && key !== 'orders').map(
      ({ key, title, as }) =>
        numbers(title, (row) => (
          <>
            <Num value={row[key].value} as={as(formatsOf(row))} why={why(row, key)} />
            {row[key].fourWeeks !== null && (
              <small>
                <Direction of={row[key]} />
                {as(formatsOf(row))(row[key].fourWeeks)}
              </small>
            )}
          </>
        )),
    ),
  ];
}
