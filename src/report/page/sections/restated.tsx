import type { Restated } from '../../document/report.js';
import type { Formats } from '../../format/formats.js';
import { isCount, measureLabel } from '../../format/labels.js';
import { capitalized } from '../view/words.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Num } from '../parts/number.js';
import { Nothing, Section } from '../parts/section.js';
import { ToastText } from '../parts/toast-text.js';
import type { View } from '../view/view.js';

type Day = Restated['days'][number];

/** Shows days that were complete before and have changed since the last report. */
export function RestatedSection({ view }: { readonly view: View }) {
  const { since, days, count } = view.report.restated;
  const about =
    since === null ? (
      'This is the first report: there is none before it to compare with.'
    ) : (
      <>Complete days whose numbers have changed since the report of {view.formats.date(since)}.</>
    );
  return (
    <Section id="restated" about={about}>
      {days.length === 0 ? (
        <Nothing>No earlier day has changed.</Nothing>
      ) : (
        <DataTable
          caption="Days that changed"
          hidesCaption
          columns={columnsOf(view)}
          rows={days}
          sortable
          narrow="folds"
        />
      )}
      {count > days.length && (
        <Nothing>
          Listed: the latest {days.length} of {count}.
        </Nothing>
      )}
    </Section>
  );
}

function columnsOf(view: View): readonly Column<Day>[] {
  const number = (title: string, key: 'oldValue' | 'newValue' | 'difference'): Column<Day> => ({
    ...{ title, kind: 'number', folded: key === 'difference' ? 'lead' : 'titled' },
    cell: (day) => (
      <Num value={day[key]} as={formatOf(day, view.formatsOf(day.restaurantId), key)} />
    ),
  });
  return [
    {
      title: 'Restaurant',
      isHeader: true,
      cell: ({ restaurantId }) => <ToastText text={view.restaurant(restaurantId).name} />,
    },
    {
      title: 'Day',
      cell: ({ restaurantId, businessDate }) => (
        <time dateTime={businessDate}>{view.formatsOf(restaurantId).date(businessDate)}</time>
      ),
    },
    { title: 'Number', cell: ({ measure }) => capitalized(measureLabel(measure)) },
    number('Old', 'oldValue'),
    number('New', 'newValue'),
    number('Difference', 'difference'),
    {
      title: 'Seen',
      cell: ({ restaurantId, seenAt }) => (
        <time dateTime={seenAt}>{view.formatsOf(restaurantId).dateTime(seenAt)}</time>
      ),
    },
  ];
}

function formatOf({ measure }: Day, formats: Formats, key: string): (value: number) => string {
  if (isCount(measure)) {
    return key === 'difference' ? formats.countChange : formats.count;
  }
  return key === 'difference' ? formats.moneyChange : formats.money;
}
