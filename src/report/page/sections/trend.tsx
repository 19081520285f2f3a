import type { Trend } from '../../document/report.js';
import { drawTrend } from '../charts/trend-chart.js';
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
  const all = figuresOf(view);
  if (all.length === 0) {
    return (
      <Section id="trend">
        <Nothing>No day of the last 35 has sales.</Nothing>
      </Section>
    );
  }
  const small = all.filter(({ size }) => size !== 'large');
  return (
    <Section
      id="trend"
      about="Net sales by day. The band reaches from the lowest to the highest of the same weekday in the four weeks before each day."
    >
      {all
        .filter(({ size }) => size === 'large')
        .map((each) => (
          <Figure {...each} />
        ))}
      {small.length > 0 && (
        <Multiples size={small[0]!.size}>
          {small.map((each) => (
            <Figure {...each} />
          ))}
        </Multiples>
      )}
    </Section>
  );
}

/** Draws the charts that the section shows, one at a time. */
export function* trendCharts(view: View): Generator {
  for (const figure of figuresOf(view)) yield chartOf(figure);
}

interface FigureProps {
  readonly view: View;
  readonly trend: Trend;
  readonly size: ChartSize;
}

function figuresOf(view: View): readonly FigureProps[] {
  const withData = view.report.trend.filter(({ days }) =>
    days.some(({ netSales }) => netSales !== null),
  );
  const added = new Set(
    withData.filter(({ restaurantId }) => restaurantId === null).map(({ currency }) => currency),
  );
  const alone = withData.filter(({ currency }) => !added.has(currency));
  const isLarge = (each: Trend) =>
    each.restaurantId === null || (alone.length <= 2 && alone.includes(each));
  const small = view.chartSize === 'large' ? 'small' : view.chartSize;
  return withData.map((trend) => ({ view, trend, size: isLarge(trend) ? 'large' : small }));
}

function chartOf({ view, trend, size }: FigureProps) {
  const formats = formatsOf(view, trend);
  const label = labelOf(nameOf(view, trend), trend.days, formats);
  const draw = () => drawTrend({ trend, formats, label, size });
  return view.charts.of(`trend ${trend.restaurantId ?? trend.currency}`, draw);
}

function formatsOf(view: View, { restaurantId, currency }: Trend): Formats {
  return restaurantId === null ? view.formatsOfCurrency(currency) : view.formatsOf(restaurantId);
}

function nameOf(view: View, { restaurantId, currency }: Trend): string {
  return restaurantId === null ? view.nameOfTotal(currency) : view.restaurant(restaurantId).name;
}

function Figure(props: FigureProps) {
  const { view, trend, size } = props;
  const formats = formatsOf(view, trend);
  const sales = trend.days.at(-1)?.netSales ?? null;
  return (
    <ChartFigure
      title={<ToastText text={nameOf(view, trend)} />}
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
      rows={trend.days}
      size={size}
    >
      {chartOf(props)}
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
