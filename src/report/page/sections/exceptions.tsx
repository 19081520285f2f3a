import type { Exception, ExceptionKind, GroupTotal, ServerRate } from '../../document/report.js';
import type { Formats } from '../../format/formats.js';
import { counted, countedByKind, exceptionLabel } from '../../format/labels.js';
import { capitalized, listed } from '../view/words.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Missing, Num } from '../parts/number.js';
import { Nothing, PerRestaurant, Section } from '../parts/section.js';
import { ToastText } from '../parts/toast-text.js';
import { byRestaurant, listedRows, type View } from '../view/view.js';

/** Shows what a manager should look at: discounts, comps, voids, refunds and no-sales, one by one. */
export function ExceptionsSection({ view }: { readonly view: View }) {
  const { exceptions, exceptionTotals, serverRates } = view.report;
  const totals = byRestaurant(exceptionTotals);
  const groups = byRestaurant(listedRows(view, exceptions));
  const concerned = view.restaurants.filter(({ id }) => groups.has(id));
  const without = view.restaurants.filter(({ id }) => !groups.has(id));
  return (
    <Section
      id="exceptions"
      about={exceptions.length > 0 ? countedByKind(exceptionTotals, exceptionLabel) : undefined}
    >
      <ServerRates view={view} rows={serverRates} />
      {exceptions.length === 0 && (
        <Nothing>No exceptions: no discount, comp, void, refund or no-sale on this day.</Nothing>
      )}
      <PerRestaurant
        view={view}
        restaurants={concerned}
        summary={({ id }) => withAmounts(totals.get(id) ?? [], view.formatsOf(id))}
      >
        {({ id, name }) => (
          <>
            <ExceptionTable view={view} id={id} name={name} rows={groups.get(id) ?? []} />
            <NotListed rows={groups.get(id) ?? []} totals={totals.get(id) ?? []} />
          </>
        )}
      </PerRestaurant>
      {exceptions.length > 0 && without.length > 0 && (
        <p class="nothing">
          No exceptions:{' '}
          {without.map(({ name }, index) => (
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

type Totals = readonly GroupTotal<ExceptionKind>[];

function countedKind(kind: ExceptionKind, count: number): string {
  return counted(count, exceptionLabel(kind), exceptionLabel(kind, 2));
}

function withAmounts(totals: Totals, formats: Formats): string {
  return totals
    .map(({ kind, count, amount }) =>
      [countedKind(kind, count), amount !== null && formats.money(amount)]
        .filter(Boolean)
        .join(' '),
    )
    .join(' · ');
}

/* The lists end with the largest amounts. */
function NotListed(props: { readonly rows: readonly Exception[]; readonly totals: Totals }) {
  const cut = props.totals.flatMap(({ kind, count }) => {
    const shown = props.rows.filter((row) => row.kind === kind).length;
    return shown < count ? [`the ${shown} largest of ${countedKind(kind, count)}`] : [];
  });
  return cut.length === 0 ? null : <Nothing>Listed: {listed(cut)}.</Nothing>;
}

interface TableProps {
  readonly view: View;
  readonly id: string;
  readonly name: string;
  readonly rows: readonly Exception[];
}

function ExceptionTable({ view, id, name, rows }: TableProps) {
  const formats = view.formatsOf(id);
  const text = (value: string | null, why?: string) =>
    value === null ? <Missing why={why} /> : <ToastText text={value} />;
  const columns: Column<Exception>[] = [
    { title: 'Kind', isHeader: true, cell: ({ kind }) => capitalized(exceptionLabel(kind)) },
    {
      title: 'Time',
      cell: ({ at }) =>
        at === null ? <Missing why="Toast has no time" /> : <Time at={at} as={formats.timeOfDay} />,
    },
    { title: 'Check', folded: 'titled', cell: ({ checkNumber }) => text(checkNumber, 'no check') },
    {
      title: 'Employee',
      cell: ({ employee, approver }) => (
        <>
          {text(employee, 'no name')}
          {approver !== null && approver !== employee && (
            <small>
              approved by <ToastText text={approver} />
            </small>
          )}
        </>
      ),
    },
    { title: 'What', folded: 'line', cell: ({ description }) => text(description) },
    { title: 'Reason', folded: 'line', cell: ({ reason }) => text(reason) },
    {
      title: 'Amount',
      kind: 'number',
      folded: 'lead',
      cell: ({ amount }) => <Num value={amount} as={formats.money} why="no amount" />,
    },
  ];
  return (
    <DataTable
      class="exceptions fixed"
      caption={
        <>
          Exceptions of <ToastText text={name} />
        </>
      }
      hidesCaption
      sortable
      narrow="folds"
      {...{ columns, rows }}
    />
  );
}

function Time({ at, as }: { readonly at: string; readonly as: (at: string) => string }) {
  return <time dateTime={at}>{as(at)}</time>;
}

function ServerRates({
  view,
  rows,
}: {
  readonly view: View;
  readonly rows: readonly ServerRate[];
}) {
  if (rows.length === 0) return null;
  const columns: Column<ServerRate>[] = [
    {
      title: 'Server',
      isHeader: true,
      cell: ({ server }) =>
        server === null ? <Missing why="no name" /> : <ToastText text={server} />,
    },
    ...(view.restaurants.length > 1
      ? [
          {
            ...{ title: 'Restaurant', folded: 'line' as const },
            cell: ({ restaurantId }: ServerRate) => (
              <ToastText text={view.restaurant(restaurantId).name} />
            ),
          },
        ]
      : []),
    { title: 'Kind', cell: ({ kind }) => capitalized(exceptionLabel(kind, 2)) },
    {
      title: 'Amount',
      kind: 'number',
      folded: 'titled',
      cell: ({ restaurantId, amount }) => (
        <Num value={amount} as={view.formatsOf(restaurantId).money} />
      ),
    },
    {
      title: 'Of sales',
      kind: 'number',
      folded: 'titled',
      cell: ({ restaurantId, rate }) => (
        <Num value={rate} as={view.formatsOf(restaurantId).percent} why="no sales" />
      ),
    },
    {
      title: 'Four weeks',
      kind: 'number',
      folded: 'titled',
      cell: ({ restaurantId, fourWeekRate, isOfRestaurant }) => (
        <>
          <Num value={fourWeekRate} as={view.formatsOf(restaurantId).percent} />
          {isOfRestaurant && <small>of the restaurant</small>}
        </>
      ),
    },
    {
      title: 'Above it',
      kind: 'number',
      folded: 'lead',
      cell: ({ restaurantId, excess }) => (
        <Num value={excess} as={view.formatsOf(restaurantId).money} />
      ),
    },
  ];
  return (
    <DataTable
      caption="Servers above their own rate of the four weeks before"
      sortable
      narrow="folds"
      {...{ columns, rows }}
    />
  );
}
