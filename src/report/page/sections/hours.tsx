import type { ReportedRestaurant } from '../../document/report.js';
import { drawHours } from '../charts/hours-chart.js';
import type { Formats } from '../../format/formats.js';
import { everyHour, type Hour } from '../view/hours.js';
import { ChartFigure, Legend, Multiples } from '../parts/chart-figure.js';
import type { Column } from '../parts/data-table.js';
import { Missing } from '../parts/number.js';
import { Nothing, Section } from '../parts/section.js';
import { ToastText } from '../parts/toast-text.js';
import { byRestaurant, type View } from '../view/view.js';

/** Shows sales and labor cost by hour of each restaurant. */
export function HoursSection({ view }: { readonly view: View }) {
  const open = figuresOf(view);
  if (open.length === 0) {
    return (
      <Section id="hours">
        <Nothing>No sales and no labor by hour: no restaurant was open.</Nothing>
      </Section>
    );
  }
  const shown = new Set(open.map(({ restaurant }) => restaurant));
  const closed = view.restaurants.filter((each) => !shown.has(each));
  const size = view.chartSize;
  const figures = open.map((each) => <Figure {...each} />);
  return (
    <Section id="hours" about="Sales before refunds and labor cost, by the hour of the order.">
      {size !== 'large' && (
        <HoursLegend hasLabor={open.some(({ restaurant }) => restaurant.hasLabor)} />
      )}
      {size === 'large' ? figures : <Multiples size={size}>{figures}</Multiples>}
      {closed.length > 0 && (
        <p class="nothing">
          Nothing by hour:{' '}
          {closed.map(({ name }, index) => (
            <>
              {index > 0 && ', '}
              <ToastText text={name} />
            </>
          ))}
          .
        </p>
      )}
    </Section>
  );
}

/** Draws the charts that the section shows, one at a time. */
export function* hoursCharts(view: View): Generator {
  for (const figure of figuresOf(view)) yield chartOf(figure);
}

function HoursLegend({ hasLabor }: { readonly hasLabor: boolean }) {
  const sales = ['bar', 'Sales'] as const;
  return <Legend marks={hasLabor ? [sales, ['labor', 'Labor cost']] : [sales]} />;
}

interface FigureProps {
  readonly view: View;
  readonly restaurant: ReportedRestaurant;
  readonly hours: readonly Hour[];
}

function figuresOf(view: View): readonly FigureProps[] {
  const hours = byRestaurant(view.report.hours);
  return view.restaurants.flatMap((restaurant) => {
    const own = hours.get(restaurant.id);
    return own === undefined ? [] : [{ view, restaurant, hours: everyHour(own) }];
  });
}

function chartOf({ view, restaurant, hours }: FigureProps) {
  const formats = view.formatsOf(restaurant.id);
  const labor = restaurant.hasLabor ? ' with labor cost' : '';
  const span = [hours.at(0), hours.at(-1)].map((hour) => formats.hour(hour?.businessHour ?? 0));
  const label = `Bar chart: sales of ${restaurant.name} by hour${labor}, from ${span.join(' to ')}.`;
  const size = view.chartSize;
  return view.charts.of(`hours ${restaurant.id}`, () => drawHours({ hours, formats, label, size }));
}

function Figure(props: FigureProps) {
  const { view, restaurant, hours } = props;
  return (
    <ChartFigure
      title={<ToastText text={restaurant.name} />}
      legend={
        view.chartSize === 'large' ? <HoursLegend hasLabor={restaurant.hasLabor} /> : undefined
      }
      columns={columnsOf(restaurant, view.formatsOf(restaurant.id))}
      rows={hours}
      size={view.chartSize}
    >
      {chartOf(props)}
    </ChartFigure>
  );
}

function columnsOf(
  { hasLabor, hasGuests }: ReportedRestaurant,
  formats: Formats,
): readonly Column<Hour>[] {
  const number = (
    title: string,
    key: Exclude<keyof Hour, 'restaurantId'>,
    as: (value: number) => string,
  ): Column<Hour> => ({
    title,
    cell: ({ [key]: value = null }) => (value === null ? <Missing /> : as(value)),
  });
  return [
    { title: 'Hour', isHeader: true, cell: ({ businessHour }) => formats.hour(businessHour) },
    number('Sales', 'sales', formats.money),
    number('Checks', 'checks', formats.count),
    ...(hasGuests ? [number('Guests', 'guests', formats.count)] : []),
    ...(hasLabor
      ? [
          number('Labor cost', 'laborCost', formats.money),
          number('Labor hours', 'laborHours', formats.count),
        ]
      : []),
  ];
}
