import type { VNode } from 'preact';
import type { Formats } from '../../format/formats.js';
import type { Hour } from '../view/hours.js';
import type { ChartSize } from '../view/view.js';
import { axes } from './axes.js';
import { type ChartOption, drawChart } from './draw.js';

interface HoursProps {
  /** One after the other, as `everyHour` gives them. */
  readonly hours: readonly Hour[];
  readonly formats: Formats;
  readonly label: string;
}

const margins = { left: 48, right: 18, top: 10, bottom: 26 };
const wide = { width: 960, height: 260, margins, step: 1, splits: 4, fontSize: 12 };
const narrow = { width: 358, height: 220, margins, step: 3, splits: 4, fontSize: 12 };
const tiny = {
  ...{ width: 180, height: 64, step: 4, splits: 0, fontSize: 10 },
  margins: { left: 10, right: 8, top: 5, bottom: 18 },
};
const small = { width: 300, height: 120, margins, step: 4, splits: 2, fontSize: 11 };

/**
 * Draws the sales of each hour as bars, with the labor cost as a thinner bar in each. The large chart is drawn
 * for a wide and for a narrow screen.
 */
export function drawHours({ size, ...props }: HoursProps & { readonly size: ChartSize }): VNode {
  if (size !== 'large') return drawSized({ ...props, size: size === 'small' ? small : tiny });
  return (
    <>
      {drawSized({ ...props, size: wide, class: 'wide' })}
      {drawSized({ ...props, size: narrow, class: 'narrow' })}
    </>
  );
}

function drawSized({
  hours,
  formats,
  label,
  size,
  ...props
}: HoursProps & { readonly size: typeof wide; readonly class?: string }): VNode {
  const { xAxis, ...others } = axes({
    ...size,
    categories: hours.map(({ businessHour }) => formats.hour(businessHour)),
    isLabelled: (index) => index % size.step === 0,
    labelOfValue: formats.shortMoney,
  });
  const bars = { type: 'bar', silent: true, clip: false } as const;
  const option = {
    ...others,
    /* On an axis of its own, a bar is in the middle of the hour too. */
    xAxis: [xAxis, { type: 'category', show: false, data: hours.map((_, index) => `${index}`) }],
    series: [
      {
        ...bars,
        ...{ barWidth: '72%', itemStyle: { color: 'var(--bar)' } },
        data: hours.map(({ sales }) => sales),
      },
      {
        ...bars,
        ...{ xAxisIndex: 1, barWidth: '26%', itemStyle: { color: 'var(--ink)' } },
        data: hours.map(({ laborCost }) => laborCost),
      },
    ],
  } as ChartOption;
  const { width, height } = size;
  const plot = [size.margins.left, size.margins.right] as const;
  return drawChart({ ...{ option, label, ...props }, ...{ width, height, plot } });
}
