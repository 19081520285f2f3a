import type { LineSeriesOption } from 'echarts/charts';
import type { VNode } from 'preact';
import type { Trend } from '../../document/report.js';
import type { Formats } from '../../format/formats.js';
import type { ChartSize } from '../view/view.js';
import { axes, hiddenAxes, type Margins } from './axes.js';
import { type ChartOption, drawChart } from './draw.js';

type Days = Trend['days'];

interface Size {
  readonly width: number;
  readonly height: number;
  readonly margins: Margins;
  /** Days between two labels. */
  readonly step: number;
  readonly splits: number;
  readonly fontSize: number;
}

const margins = { left: 48, right: 18, top: 10, bottom: 26 };
const wide: Size = { width: 960, height: 270, margins, step: 7, splits: 4, fontSize: 12 };
const narrow: Size = { width: 358, height: 230, margins, step: 14, splits: 4, fontSize: 12 };
const small: Size = { width: 300, height: 120, margins, step: 14, splits: 2, fontSize: 11 };
const tiny: Size = {
  ...{ width: 180, height: 64, step: 28, splits: 0, fontSize: 10 },
  margins: { left: 0, right: 14, top: 5, bottom: 18 },
};

interface TrendProps {
  readonly trend: Trend;
  readonly formats: Formats;
  readonly label: string;
}

/**
 * Draws net sales by day within the band of the four weeks before. The large chart is drawn for a wide and for
 * a narrow screen, since its text must not shrink with it; the others stand beside those of other restaurants.
 */
export function drawTrend({ size, ...props }: TrendProps & { readonly size: ChartSize }): VNode {
  if (size !== 'large') return drawSized({ ...props, size: size === 'small' ? small : tiny });
  return (
    <>
      {drawSized({ ...props, size: wide, class: 'wide' })}
      {drawSized({ ...props, size: narrow, class: 'narrow' })}
    </>
  );
}

/** Draws net sales by day as high as a line of text. */
export function drawSparkline({ days }: Trend): VNode {
  const option: ChartOption = { ...hiddenAxes(days.length), series: [line(days, 1.5, 5)] };
  return drawChart({ option, width: 110, height: 24, class: 'sparkline' });
}

function drawSized({
  trend: { days },
  formats,
  label,
  size,
  ...props
}: TrendProps & { readonly size: Size; readonly class?: string }): VNode {
  const isTiny = size.splits === 0;
  const option: ChartOption = {
    ...axes({
      ...size,
      categories: days.map(({ businessDate }) => formats.shortDate(businessDate)),
      isLabelled: (index) => (days.length - 1 - index) % size.step === 0,
      labelOfValue: formats.shortMoney,
    }),
    /* A tiny chart has no room for a third line within the band. */
    series: isTiny
      ? [...band(days), line(days, 1.5, 5)]
      : [...band(days), average(days), line(days, 2, 8)],
  };
  const { width, height } = size;
  const plot = [size.margins.left, size.margins.right] as const;
  return drawChart({ ...{ option, label, ...props }, ...{ width, height, plot } });
}

/* An area between two lines is a line that nobody sees with an area stacked on it. */
function band(days: Days): LineSeriesOption[] {
  const stacked: LineSeriesOption = {
    ...({ type: 'line', stack: 'band', stackStrategy: 'all', symbol: 'none' } as const),
    silent: true,
    lineStyle: { width: 0 },
    clip: false,
  };
  return [
    { ...stacked, data: days.map(({ low }) => low) },
    {
      ...stacked,
      areaStyle: { color: 'var(--band)', opacity: 1 },
      data: days.map(({ low, high }) => (low === null || high === null ? null : high - low)),
    },
  ];
}

function average(days: Days): LineSeriesOption {
  return {
    ...({ type: 'line', symbol: 'none', silent: true, clip: false } as const),
    lineStyle: { color: 'var(--soft)', width: 1, type: [3, 3] },
    data: days.map((day) => day.average),
  };
}

/* The last day has a dot, and so has a day between two without data: a line of one point is none. */
function line(days: Days, width: number, dot: number): LineSeriesOption {
  const isAlone = (index: number) =>
    [index - 1, index + 1].every((beside) => (days[beside]?.netSales ?? null) === null);
  return {
    ...({ type: 'line', silent: true, clip: false, z: 5, showAllSymbol: true } as const),
    lineStyle: { color: 'var(--accent)', width, join: 'round' },
    itemStyle: { color: 'var(--accent)', opacity: 1 },
    data: days.map(({ netSales }, index) => {
      const isLast = index === days.length - 1;
      return isLast || isAlone(index)
        ? { value: netSales, symbol: 'circle', symbolSize: isLast ? dot : width + 1 }
        : { value: netSales, symbol: 'none' };
    }),
  };
}
