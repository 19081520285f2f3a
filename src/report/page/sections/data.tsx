import type { ReportedRestaurant } from '../../document/report.js';
import type { Formats } from '../../format/formats.js';
import { counted } from '../../format/labels.js';
import { inWords, listed } from '../view/words.js';
import { notesOn } from '../view/reasons.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Missing } from '../parts/number.js';
import { Nothing, Section } from '../parts/section.js';
import { ToastText } from '../parts/toast-text.js';
import type { View } from '../view/view.js';

/** Shows how far the data of each restaurant goes; what is not complete stands first, as a warning. */
export function DataSection({ view }: { readonly view: View }) {
  const { restaurants } = view;
  if (restaurants.length === 0) {
    return (
      <Section id="data">
        <Nothing>
          The database has no restaurant yet. Run <code>toast run</code>, then{' '}
          <code>toast report</code> again.
        </Nothing>
      </Section>
    );
  }
  const behind = restaurants.filter(isBehind);
  const table = <ExtractionTable view={view} />;
  return (
    <Section id="data" about={<Complete view={view} behind={behind.length} />}>
      {behind.length > 0 && <Warning view={view} behind={behind} />}
      <Notes view={view} />
      {view.isFew ? (
        restaurants.length > 1 && table
      ) : (
        <details class="more">
          <summary>Data of each restaurant</summary>
          {table}
        </details>
      )}
    </Section>
  );
}

function isBehind({ isComplete, problems }: ReportedRestaurant): boolean {
  return !isComplete || problems.length > 0;
}

function Complete({ view, behind }: { readonly view: View; readonly behind: number }) {
  const count = view.restaurants.length;
  const [first] = view.restaurants;
  if (count === 1 && first !== undefined) return <>{extractionOf(first, view.formats)}</>;
  if (behind > 0) {
    return <>{`${counted(count - behind, 'restaurant')} of ${count} complete.`}</>;
  }
  return (
    <>
      All {count} restaurants are complete: everything of{' '}
      {view.formats.date(view.report.businessDate)} has been read.
    </>
  );
}

function extractionOf(
  { lastCompleteDate, dataAsOf }: ReportedRestaurant,
  formats: Formats,
): string {
  const complete =
    lastCompleteDate === null
      ? 'No day is complete yet'
      : `Complete up to ${formats.longDate(lastCompleteDate)}`;
  return dataAsOf === null
    ? `${complete}.`
    : `${complete}. Data as of ${formats.dateTime(dataAsOf)}.`;
}

interface WarningProps {
  readonly view: View;
  readonly behind: readonly ReportedRestaurant[];
}

function Warning({ view, behind }: WarningProps) {
  return (
    <div class="warning" role="note" aria-label="Warning">
      <p>
        <strong>Not complete.</strong> The numbers of{' '}
        {behind.length === 1 ? 'this restaurant' : `these ${behind.length} restaurants`} may still
        change. Run <code>toast run</code> again; <code>toast status</code> shows what is missing.
      </p>
      <ul>
        {behind.map((restaurant) => (
          <li>
            <strong>
              <ToastText text={restaurant.name} />
            </strong>
            {': '}
            {restaurant.lastCompleteDate === null
              ? 'no day is complete yet'
              : `complete up to ${view.formatsOf(restaurant.id).date(restaurant.lastCompleteDate)}`}
            .
            {restaurant.problems.length > 0 && (
              <Problems problems={restaurant.problems} formats={view.formatsOf(restaurant.id)} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ProblemsProps {
  readonly problems: ReportedRestaurant['problems'];
  readonly formats: Formats;
}

function Problems({ problems, formats }: ProblemsProps) {
  return (
    <ul>
      {problems.map(({ resource, reason, ...problem }) => (
        <li>
          {inWords(resource)}: {whatIsWrong(problem, formats)}
          {reason !== null && (
            <>
              {' ('}
              <ToastText text={reason} />)
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function whatIsWrong(
  problem: Omit<ReportedRestaurant['problems'][number], 'resource' | 'reason'>,
  formats: Formats,
): string {
  const { windowsFailed, windowsSkipped, rejected, lastCompleteDate } = problem;
  const found = [
    windowsFailed > 0 && `${counted(windowsFailed, 'window')} failed`,
    windowsSkipped > 0 && `${counted(windowsSkipped, 'window')} skipped`,
    rejected > 0 && `${counted(rejected, 'record')} set aside`,
  ].filter((text) => text !== false);
  if (found.length > 0) return listed(found);
  return lastCompleteDate === null
    ? 'not read yet'
    : `complete up to ${formats.date(lastCompleteDate)}`;
}

function Notes({ view }: { readonly view: View }) {
  const notes = notesOn(view.restaurants);
  if (notes.length === 0) return null;
  return (
    <ul class="notes">
      {notes.map(({ before, restaurants, after }) => (
        <li>
          <strong>{before}</strong>{' '}
          {restaurants.map(({ name }, index) => (
            <>
              {index > 0 && ', '}
              <ToastText text={name} />
            </>
          ))}
          . {after}
        </li>
      ))}
    </ul>
  );
}

function ExtractionTable({ view }: { readonly view: View }) {
  const columns: Column<ReportedRestaurant>[] = [
    { title: 'Restaurant', isHeader: true, cell: ({ name }) => <ToastText text={name} /> },
    {
      title: 'Last complete day',
      cell: ({ id, lastCompleteDate: date }) =>
        date === null ? <Missing why="no day is complete" /> : view.formatsOf(id).date(date),
    },
    {
      title: 'Data as of',
      cell: ({ id, dataAsOf }) =>
        dataAsOf === null ? (
          <Missing why="nothing was extracted" />
        ) : (
          view.formatsOf(id).dateTime(dataAsOf)
        ),
    },
    {
      title: 'Behind',
      cell: ({ problems, isComplete }) => {
        if (problems.length > 0)
          return problems.map(({ resource }) => inWords(resource)).join(', ');
        return isComplete ? 'nothing' : 'the day is not over';
      },
    },
  ];
  return (
    <DataTable
      caption="Data of each restaurant"
      hidesCaption
      {...{ columns }}
      rows={view.restaurants}
    />
  );
}
