import type { ChaseItem } from '../../document/report.js';
import { chaseLabel, counted, countedByKind } from '../../format/labels.js';
import { countOf, capitalized } from '../view/words.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Missing, Num } from '../parts/number.js';
import { Nothing, PerRestaurant, Section } from '../parts/section.js';
import { ToastText } from '../parts/toast-text.js';
import { byRestaurant, listedRows, type View } from '../view/view.js';

/** With more, they stand with their restaurant. */
const MANY = 20;

/** Shows what is still open: checks, shifts, drawers, deposits and orders that are due. */
export function ChaseSection({ view }: { readonly view: View }) {
  const { chase, chaseTotals } = view.report;
  const rows = listedRows(view, chase);
  const count = countOf(chaseTotals);
  if (count === 0) {
    return (
      <Section id="chase">
        <Nothing>Nothing to chase: no open checks, shifts or drawers, and no orders due.</Nothing>
      </Section>
    );
  }
  return (
    <Section id="chase" about={countedByKind(chaseTotals, chaseLabel)}>
      {rows.length > MANY && view.restaurants.length > 1 ? (
        <ByRestaurant view={view} rows={rows} />
      ) : (
        <ChaseTable columns={columnsOf(view, view.restaurants.length > 1)} rows={rows} />
      )}
      {count > rows.length && (
        <Nothing>
          Listed: {rows.length} of {count}, the oldest of each kind.
        </Nothing>
      )}
    </Section>
  );
}

interface RowsProps {
  readonly view: View;
  readonly rows: readonly ChaseItem[];
}

function ByRestaurant({ view, rows }: RowsProps) {
  const groups = byRestaurant(rows);
  const totals = byRestaurant(view.report.chaseTotals);
  return (
    <PerRestaurant
      view={view}
      restaurants={view.restaurants.filter(({ id }) => groups.has(id))}
      summary={({ id }) => countedByKind(totals.get(id) ?? [], chaseLabel)}
    >
      {({ id }) => (
        <ChaseTable
          class="chase fixed"
          columns={columnsOf(view, false)}
          rows={groups.get(id) ?? []}
        />
      )}
    </PerRestaurant>
  );
}

function ChaseTable(props: {
  readonly columns: readonly Column<ChaseItem>[];
  readonly rows: readonly ChaseItem[];
  readonly class?: string;
}) {
  return <DataTable caption="What is still open" hidesCaption sortable narrow="folds" {...props} />;
}

function columnsOf(view: View, namesRestaurant: boolean): readonly Column<ChaseItem>[] {
  return [
    { title: 'What', isHeader: true, cell: ({ kind }) => capitalized(chaseLabel(kind)) },
    ...(namesRestaurant
      ? [
          {
            ...{ title: 'Restaurant', folded: 'line' as const },
            cell: ({ restaurantId }: ChaseItem) => (
              <ToastText text={view.restaurant(restaurantId).name} />
            ),
          },
        ]
      : []),
    {
      title: 'Day',
      cell: ({ restaurantId, businessDate }) =>
        businessDate === null ? (
          <Missing why="of no day" />
        ) : (
          <time dateTime={businessDate}>{view.formatsOf(restaurantId).date(businessDate)}</time>
        ),
    },
    {
      title: 'Age',
      cell: ({ ageDays }) =>
        ageDays === null ? (
          <Missing why="not known" />
        ) : (
          <data value={String(ageDays)}>{ageDays === 0 ? 'today' : counted(ageDays, 'day')}</data>
        ),
    },
    {
      title: 'Employee',
      cell: ({ employee }) =>
        employee === null ? <Missing why="nobody" /> : <ToastText text={employee} />,
    },
    {
      title: 'Details',
      folded: 'line',
      cell: ({ description }) =>
        description === null ? <Missing /> : <ToastText text={description} />,
    },
    {
      title: 'Amount',
      kind: 'number',
      folded: 'lead',
      cell: ({ restaurantId, amount }) => (
        <Num value={amount} as={view.formatsOf(restaurantId).money} why="no amount" />
      ),
    },
  ];
}
