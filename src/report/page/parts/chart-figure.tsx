import type { ComponentChildren } from 'preact';
import type { ChartSize } from '../view/view.js';
import { type Column, DataTable } from './data-table.js';

interface FigureProps<Row> {
  readonly title: ComponentChildren;
  /** Stands at the end of the title's line. */
  readonly value?: ComponentChildren;
  readonly legend?: ComponentChildren;
  /** The chart, in one or several sizes. */
  readonly children: ComponentChildren;
  /** The numbers of the chart, one row for each of its points: the script reads what it shows from them. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly size: ChartSize;
}

/** Shows a chart with its title, its legend and, folded, its numbers. */
export function ChartFigure<Row>(props: FigureProps<Row>) {
  const { title, value, legend, columns, rows } = props;
  return (
    <figure class={props.size === 'large' ? 'chart' : 'chart small'}>
      <figcaption>
        <span class="title">{title}</span>
        {value !== undefined && <span class="value">{value}</span>}
        {legend}
      </figcaption>
      <div class="plot">{props.children}</div>
      <details class="numbers">
        <summary>Numbers</summary>
        <DataTable caption={title} hidesCaption {...{ columns, rows }} />
      </details>
    </figure>
  );
}

/** Sets charts of several restaurants beside each other. */
export function Multiples(props: {
  readonly size: ChartSize;
  readonly children: ComponentChildren;
}) {
  return <div class={props.size === 'tiny' ? 'multiples tiny' : 'multiples'}>{props.children}</div>;
}

/** Explains what the marks of a chart stand for. */
export function Legend({
  marks,
}: {
  readonly marks: readonly (readonly [
    mark: 'line' | 'band' | 'dashes' | 'bar' | 'labor',
    text: string,
  ])[];
}) {
  return (
    <span class="legend">
      {marks.map(([mark, text]) => (
        <span>
          <svg class={`mark ${mark}`} viewBox="0 0 20 10" aria-hidden="true">
            {mark === 'line' || mark === 'dashes' ? (
              <path d="M0 5H20" />
            ) : (
              <rect {...(mark === 'labor' ? { x: 7, width: 6 } : { width: 20 })} height="10" />
            )}
          </svg>
          {text}
        </span>
      ))}
    </span>
  );
}
