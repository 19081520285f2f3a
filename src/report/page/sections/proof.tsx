import type { Identity } from '../../document/report.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Num } from '../parts/number.js';
import { Nothing, Section } from '../parts/section.js';
import { ToastText } from '../parts/toast-text.js';
import type { View } from '../view/view.js';

interface Numbered extends Identity {
  /** Anchor of the list of what is off. */
  readonly anchor: string;
}

/** Shows that figures which must be equal are, with a link to what is off where they are not. */
export function ProofSection({ view }: { readonly view: View }) {
  const rows = view.report.proof.map((identity, index) => ({
    ...identity,
    anchor: `off-${index + 1}`,
  }));
  if (rows.length === 0) {
    return (
      <Section id="proof">
        <Nothing>There is nothing to compare on this day.</Nothing>
      </Section>
    );
  }
  return (
    <Section id="proof" about="Figures that come from different records and must be equal.">
      <DataTable
        caption="Proof"
        hidesCaption
        narrow="folds"
        columns={columnsOf(view)}
        rows={rows}
      />
      {rows.filter(isOff).map((identity) => (
        <Off view={view} identity={identity} />
      ))}
    </Section>
  );
}

function isOff({ offCount }: Identity): boolean {
  return offCount > 0;
}

function columnsOf(view: View): readonly Column<Numbered>[] {
  const money = ({ currency }: Identity) => view.formatsOfCurrency(currency).money;
  return [
    { title: 'Compared', isHeader: true, cell: ({ title }) => <ToastText text={title} /> },
    {
      title: 'First',
      kind: 'number',
      folded: 'titled',
      cell: (row) => <Num value={row.left} as={money(row)} />,
    },
    {
      title: 'Second',
      kind: 'number',
      folded: 'titled',
      cell: (row) => <Num value={row.right} as={money(row)} />,
    },
    {
      title: 'Difference',
      kind: 'number',
      folded: 'titled',
      cell: (row) => <Num value={row.difference} as={money(row)} />,
    },
    {
      title: 'Result',
      folded: 'lead',
      cell: (row) =>
        isOff(row) ? (
          <a class="off" href={`#${row.anchor}`}>
            ✕ {row.offCount.toLocaleString('en-US')} off
          </a>
        ) : (
          <span class="ties">✓ ties</span>
        ),
    },
  ];
}

interface OffProps {
  readonly view: View;
  readonly identity: Numbered;
}

function Off({ view, identity: { anchor, title, off, offCount } }: OffProps) {
  const columns: Column<Identity['off'][number]>[] = [
    { title: 'What', isHeader: true, cell: ({ label }) => <ToastText text={label} /> },
    {
      title: 'Restaurant',
      cell: ({ restaurantId }) => <ToastText text={view.restaurant(restaurantId).name} />,
    },
    {
      title: 'Difference',
      kind: 'number',
      cell: ({ restaurantId, difference }) => (
        <Num value={difference} as={view.formatsOf(restaurantId).moneyChange} />
      ),
    },
  ];
  return (
    <div id={anchor} class="off-list" tabIndex={-1}>
      <h3>
        Off: <ToastText text={title} />
      </h3>
      <DataTable
        caption={<ToastText text={title} />}
        hidesCaption
        sortable
        {...{ columns }}
        rows={off}
      />
      {offCount > off.length && (
        <Nothing>
          Listed: the {off.length} that are most off of {offCount}.
        </Nothing>
      )}
    </div>
  );
}
