import type { EChartsCoreOption } from 'echarts';
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer]);

/**
 * Colours that people with any colour vision can tell apart (Okabe and Ito, 2008), and that stay distinct in greyscale.
 */
const COLOURS = { first: '#0072B2', second: '#E69F00', third: '#D55E00' } as const;

const TEXT = '#1a1a1a';
const WIDTH = 720;

/** Renders a chart as SVG on the spot: no script, no browser. */
export function renderChartSvg(option: EChartsCoreOption, height: number): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif', fontSize: 13, color: TEXT },
      color: Object.values(COLOURS),
      grid: chartGrid({}),
      ...option,
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** Returns the margins of a chart, in pixels. */
function chartGrid(more: object): object {
  return {
    left: 32,
    right: 40,
    top: 40,
    bottom: 40,
    outerBoundsMode: 'same',
    outerBoundsContain: 'axisLabel',
    ...more,
  };
}

/** The legend's options. */
export const LEGEND = { top: 0, itemGap: 36, textStyle: { color: TEXT } } as const;

/** Returns a numeric axis labelled with its unit. */
export function valueAxis(name: string, more: object = {}): object {
  return {
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: 34,
    nameTextStyle: { color: TEXT },
    axisLabel: { color: TEXT },
    splitLine: { lineStyle: { color: '#dddddd' } },
    ...more,
  };
}

/** Returns a category axis. */
export function categoryAxis(data: readonly string[], more: object = {}): object {
  return {
    type: 'category',
    data,
    axisTick: { show: false },
    axisLabel: { color: TEXT, fontSize: 12, interval: 0 },
    ...more,
  };
}

/** Renders a horizontal bar chart, the first row on top. */
export function renderHorizontalBars(options: {
  readonly rows: readonly string[];
  readonly unit: string;
  readonly bars: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
  readonly labels?: readonly string[];
  readonly axis?: object;
}): string {
  const { rows, unit, bars, labels, axis } = options;
  const many = bars.length > 1;
  const option = {
    ...(many && { legend: LEGEND }),
    grid: chartGrid({ right: labels ? 150 : 56, top: many ? 40 : 12 }),
    xAxis: valueAxis(unit, axis),
    yAxis: categoryAxis(rows, { inverse: true }),
    series: bars.map(({ name, values }) => ({
      type: 'bar',
      name,
      barMaxWidth: 18,
      data: values.map((value) => value ?? '-'),
      label: {
        show: true,
        position: 'right',
        color: TEXT,
        formatter: ({ dataIndex, value }: { readonly dataIndex: number; readonly value: unknown }) =>
          labels?.[dataIndex] ?? (typeof value === 'number' ? String(Math.round(value * 10) / 10) : ''),
      },
    })),
  };
  return renderChartSvg(option, (many ? 110 : 82) + rows.length * (many ? 46 : 30));
}
