import type { Mix } from '../../document/report.js';
import type { Formats } from '../../format/formats.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Num, ShareBar } from '../parts/number.js';
import { Nothing, PerRestaurant, Section } from '../parts/section.js';
import { ToastText } from '../parts/toast-text.js';
import { byRestaurant, type View } from '../view/view.js';

type Channel = Mix['channels'][number];
type Tender = Mix['tenders'][number];

/** Shows where sales came from and how they were paid. */
export function MixSection({ view }: { readonly view: View }) {
  const { mix } = view.report;
  const channels = byRestaurant(mix.channels);
  const tenders = byRestaurant(mix.tenders);
  const open = view.restaurants.filter(({ id }) => channels.has(id) || tenders.has(id));
  return (
    <Section
      id="mix"
      about="Sales before refunds by dining option and channel; payments and what the cards cost."
    >
      {open.length === 0 && <Nothing>No sales and no payments on this day.</Nothing>}
      <PerRestaurant view={view} restaurants={open}>
        {({ id }) => (
          <div class="columns uneven">
            <Channels rows={channels.get(id) ?? []} formats={view.formatsOf(id)} />
            <Tenders rows={tenders.get(id) ?? []} formats={view.formatsOf(id)} />
          </div>
        )}
      </PerRestaurant>
    </Section>
  );
}

interface RowsProps<Row> {
  readonly rows: readonly Row[];
  readonly formats: Formats;
}

function Channels({ rows, formats }: RowsProps<Channel>) {
  if (rows.length === 0) return <Nothing>No sales on this day.</Nothing>;
  const columns: Column<Channel>[] = [
    {
      title: 'Dining',
      isHeader: true,
      cell: ({ diningOption }) => <ToastText text={diningOption} />,
    },
    { title: 'Channel', cell: ({ orderChannel }) => <ToastText text={orderChannel} /> },
    {
      title: 'Checks',
      kind: 'number',
      folded: 'titled',
      cell: ({ checks }) => formats.count(checks),
    },
    { title: 'Sales', kind: 'number', folded: 'lead', cell: ({ sales }) => formats.money(sales) },
    {
      title: 'Share',
      kind: 'number',
      cell: ({ share }) => (
        <>
          <Num value={share} as={formats.percent} why="no sales" />
          <ShareBar percent={share} />
        </>
      ),
    },
  ];
  return <DataTable narrow="folds" caption="Dining options and channels" {...{ columns, rows }} />;
}

function Tenders({ rows, formats }: RowsProps<Tender>) {
  if (rows.length === 0) return <Nothing>No payments on this day.</Nothing>;
  const number = (title: string, cell: (row: Tender) => string): Column<Tender> => ({
    ...{ title, cell, kind: 'number', folded: 'titled' },
  });
  const columns: Column<Tender>[] = [
    { title: 'Tender', isHeader: true, cell: ({ tender }) => <ToastText text={tender} /> },
    number('Payments', ({ payments }) => formats.count(payments)),
    number('Amount', ({ amount }) => formats.money(amount)),
    number('Tips', ({ tips }) => formats.money(tips)),
    {
      title: 'Total',
      kind: 'number',
      folded: 'lead',
      cell: ({ total, refunds }) => (
        <>
          {formats.money(total)}
          {refunds !== 0 && <small>{`${formats.money(refunds)} refunded`}</small>}
        </>
      ),
    },
    {
      title: 'Fees',
      kind: 'number',
      folded: 'titled',
      cell: ({ fees, feePercent, paymentsWithoutFee }) => (
        <>
          {formats.money(fees)}
          {feePercent !== null && fees !== 0 && <small>{formats.finePercent(feePercent)}</small>}
          {paymentsWithoutFee > 0 && (
            <small>{`${formats.count(paymentsWithoutFee)} without fee yet`}</small>
          )}
        </>
      ),
    },
  ];
  return <DataTable narrow="folds" caption="Tenders and fees" {...{ columns, rows }} />;
}
