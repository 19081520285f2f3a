import type { Trend } from '../../document/report.js';
import { TrendChart } from '../charts/trend-chart.js';
import type { Formats } from '../../format/formats.js';
import { ChartFigure, Legend, Multiples } from '../parts/chart-figure.js';
import type { Column } from '../parts/data-table.js';
import { Missing } from '../parts/number.js';
import { Nothing, Section } from '../parts/section.js';
import { ToastText } from '../parts/toast-text.js';
import type { ChartSize, View } from '../view/view.js';

type Day = Trend['days'][number];

/** Shows net sales of 35 days: of each currency large, of each of several restaurants small. */
export function TrendSection({ view }: { readonly view: View }) {
  const { trend } = view.report;
  const withData = trend.filter(({ days }) => days.some(({ netSales }) => netSales !== null));
  if (withData.length === 0) {
    return (
      <Section id="trend">
        <Nothing>No day of the last 35 has sales.</Nothing>
      </Section>
    );
  }
  const added = new Set(
    withData.filter(({ restaurantId }) => restaurantId === null).map(({ currency }) => currency),
  );
  const alone = withData.filter(({ currency }) => !added.has(currency));
  const isLarge = (each: Trend) =>
    each.restaurantId === null || (alone.length <= 2 && alone.includes(each));
  const small = withData.filter((each) => !isLarge(each));
  const size = view.chartSize === 'large' ? 'small' : view.chartSize;
  return (
    <Section
      id="trend"
      about="Net sales by day. The band reaches from the lowest to the highest of the same weekday in the four weeks before each day."
    >
      {withData.filter(isLarge).map((each) => (
        <Figure view={view} trend={each} size="large" />
      ))}
      {small.length > 0 && (
        <Multiples size={size}>
          {small.map((each) => (
            <Figure {...{ view, size }} trend={each} />
          ))}
        </Multiples>
      )}
    </Section>
  );
}

interface FigureProps {
  readonly view: View;
  readonly trend: Trend;
  readonly size: ChartSize;
}

function Figure({ view, trend, size }: FigureProps) {
  const { restaurantId, currency, days } = trend;
  const formats =
    restaurantId === null ? view.formatsOfCurrency(currency) : view.formatsOf(restaurantId);
  const name =
    restaurantId === null ? view.nameOfTotal(currency) : view.restaurant(restaurantId).name;
  const sales = days.at(-1)?.netSales ?? null;
  const label = labelOf(name, days, formats);
  return (
    <ChartFigure
      title={<ToastText text={name} />}
      value={sales === null ? undefined : formats.money(sales)}
      legend={
        size !== 'large' ? undefined : (
          <Legend
            marks={[
              ['line', 'Net sales'],
              ['dashes', 'Four-week average'],
              ['band', 'Lowest to highest'],
            ]}
          />
        )
      }
      columns={columnsOf(formats)}
      rows={days}
      size={size}
    >
      <TrendChart {...{ trend, formats, label, size }} />
    </ChartFigure>
  );
}

function labelOf(name: string, days: readonly Day[], formats: Formats): string {
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return `Net sales of ${name}`;
  const span = `from ${formats.date(first.businessDate)} to ${formats.date(last.businessDate)}`;
  const sales = last.netSales === null ? 'not known' : formats.money(last.netSales);
  const usual = last.average === null ? '' : `, usually ${formats.money(last.average)}`;
  return `Line chart: net sales of ${name} by day, ${span}. On the last day ${sales}${usual}.`;
}

function columnsOf(formats: Formats): readonly Column<Day>[] {
  const money = (value: number | null) => (value === null ? <Missing /> : formats.money(value));
  return [
    { title: 'Day', isHeader: true, cell: ({ businessDate }) => formats.date(businessDate) },
    { title: 'Net sales', cell: ({ netSales }) => money(netSales) },
    { title: 'Average', cell: ({ average }) => money(average) },
    { title: 'Lowest', cell: ({ low }) => money(low) },
    { title: 'Highest', cell: ({ high }) => money(high) },
  ];
}
