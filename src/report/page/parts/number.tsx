import type { ComponentChildren } from 'preact';
import type { Compared } from '../../document/report.js';
import type { Formats } from '../../format/formats.js';

interface NumberProps {
  readonly value: number | null;
  readonly as: (value: number) => string;
  /** Why nobody knows it, for a null. */
  readonly why?: string | undefined;
}

/** Shows a number; the raw value beside it is what the table is sorted by. */
export function Num({ value, as, why }: NumberProps) {
  if (value === null) return <Missing why={why} />;
  return <data value={String(value)}>{as(value)}</data>;
}

/** Shows that a number is not known, with the reason for those who point at it or listen. */
export function Missing({ why }: { readonly why?: string | undefined }) {
  if (why === undefined) return <span class="missing">–</span>;
  return (
    <span class="missing" title={why}>
      –<span class="hidden"> {why}</span>
    </span>
  );
}

/** Shows a change in percent with its sign and a triangle, so that the color alone says nothing. */
export function Change({
  percent,
  formats,
  why,
}: {
  readonly percent: number | null;
  readonly formats: Formats;
  readonly why?: string | undefined;
}) {
  if (percent === null) return <Missing why={why} />;
  const text = formats.percentChange(percent);
  /* What is rounded to 0 is no change. */
  const shown = text === formats.percentChange(0) ? 0 : percent;
  return (
    <data value={String(percent)} class={shown < 0 ? 'change down' : 'change'}>
      <Triangle of={shown} />
      {text}
    </data>
  );
}

/** Tells on which side of what it is compared with a number is. */
export function Direction({ of: { value, fourWeeks } }: { readonly of: Compared }) {
  if (value === null || fourWeeks === null || value === fourWeeks) return null;
  const isAbove = value > fourWeeks;
  return (
    <span class="direction">
      <Triangle of={isAbove ? 1 : -1} />
      <span class="hidden">{isAbove ? 'above' : 'below'} </span>
    </span>
  );
}

function Triangle({ of }: { readonly of: number }): ComponentChildren {
  if (of === 0) return null;
  return (
    <span class="triangle" aria-hidden="true">
      {of > 0 ? '▲' : '▼'}
    </span>
  );
}

/** Draws a share of a whole (in percent) as a bar after its number. */
export function ShareBar({ percent }: { readonly percent: number | null }) {
  if (percent === null || percent <= 0) return null;
  return (
    <svg class="share" aria-hidden="true">
      <rect width={`${Math.min(percent, 100)}%`} height="100%" />
    </svg>
  );
}
