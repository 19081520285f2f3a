import { BarChart, type BarSeriesOption, LineChart, type LineSeriesOption } from 'echarts/charts';
import { GridComponent, type GridComponentOption } from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { h, type VNode } from 'preact';

use([BarChart, LineChart, GridComponent, SVGRenderer]);

export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption>;

interface ChartProps {
  readonly option: ChartOption;
  readonly width: number;
  readonly height: number;
  /** What it shows, for those who cannot see it; without one, something beside it says the same. */
  readonly label?: string;
  readonly class?: string;
  /** Where the plot begins and ends, for the script: pixels from the left and right. */
  readonly plot?: readonly [left: number, right: number];
}

/* What ECharts makes of a chart: zrender's virtual node. */
interface SvgNode {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly children?: readonly SvgNode[] | null;
  readonly text?: string;
}

interface SvgPainter {
  renderToVNode(options: { compress: boolean; useViewBox: boolean }): SvgNode;
}

/**
 * Draws a chart with ECharts as SVG. Its nodes become elements of the page rather than text, so all that
 * is written in a chart is escaped like the rest; its fonts and colors come from the style sheet.
 */
export function drawChart(props: ChartProps): VNode {
  const { option, width, height, label, plot, ...others } = props;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    const painter = chart.getZr().painter as unknown as SvgPainter;
    const { children } = painter.renderToVNode({ compress: true, useViewBox: true });
    const named =
      label === undefined ? { 'aria-hidden': 'true' as const } : { role: 'img' as const };
    return (
      <svg
        {...others}
        {...named}
        aria-label={label}
        viewBox={`0 0 ${width} ${height}`}
        data-plot={plot?.map((side) => (side / width).toFixed(3)).join(' ')}
      >
        {children?.map(elementOf)}
      </svg>
    );
  } finally {
    chart.dispose();
  }
}

/*
 * Inline styles, which only hold fonts, would need an exception in the page's security policy. Clip paths have
 * ids of their own in each chart, and nothing is drawn outside of the plot that they could cut off.
 */
const unwanted = /^(style|xml:space|clip-path|pointer-events|ecmeta_.*)$/;

function elementOf({ tag, attrs, children, text }: SvgNode): VNode | null {
  const isUnseen =
    attrs['fill'] === 'none' &&
    (attrs['stroke'] === undefined || Number(attrs['stroke-width']) === 0);
  if (tag === 'defs' || isUnseen) return null;
  const kept = Object.entries(attrs).filter(([name]) => !unwanted.test(name));
  return h(tag, Object.fromEntries(kept), children?.map(elementOf) ?? text);
}
