import type { ChartOption } from './draw.js';

/** Pixels around the plot, in which the axes are. */
export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface AxesOptions {
  readonly margins: Margins;
  readonly categories: readonly string[];
  /** Tells which categories have a label. */
  isLabelled(index: number): boolean;
  labelOfValue(value: number): string;
  /** Parts that the axis of values has, at least roughly; without any, it is not shown. */
  readonly splits: number;
  readonly fontSize: number;
}

/** Sets up a category axis below and an axis of values on the left, with lines as thin as in a newspaper. */
export function axes(options: AxesOptions): ChartOption {
  const text = { color: 'var(--soft)', fontSize: options.fontSize };
  const rule = { color: 'var(--rule)', width: 1 };
  return {
    grid: { ...options.margins, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: [...options.categories],
      axisLabel: { ...text, interval: options.isLabelled, margin: 8 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: 'var(--soft)', width: 1 } },
    },
    yAxis: {
      type: 'value',
      ...(options.splits > 0 ? { splitNumber: options.splits } : { show: false, max: 'dataMax' }),
      axisLabel: { ...text, formatter: options.labelOfValue, margin: 6 },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: rule },
    },
  };
}

/** Sets up axes that are not shown, for a chart as high as a line of text. */
export function hiddenAxes(count: number): ChartOption {
  return {
    grid: { left: 2, right: 4, top: 3, bottom: 3, outerBoundsMode: 'none' },
    xAxis: { type: 'category', show: false, data: Array.from({ length: count }, (_, n) => `${n}`) },
    yAxis: { type: 'value', show: false, scale: true, max: 'dataMax' },
  };
}
