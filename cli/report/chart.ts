import type { EChartsCoreOption } from 'echarts';
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer]);

/** Colours that people with any colour vision tell apart (Okabe and Ito, 2008), and that stay apart in grey. */
const COLOURS = { first: '#0072B2', second: '#E69F00', third: '#D55E00' } as const;

const TEXT = '#1a1a1a';
const WIDTH = 720;

/** One plot as SVG, drawn here and now: no script, no browser. */
export function drawn(option: EChartsCoreOption, height: number): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif', fontSize: 13, color: TEXT },
      color: Object.values(COLOURS),
      grid: grid({}),
      ...option,
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** The room around a plot, in pixels. */
function grid(more: object): object {
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

/** What says which colour is what. */
export const LEGEND = { top: 0, itemGap: 36, textStyle: { color: TEXT } } as const;

/** An axis of amounts with its unit in words. */
export function amounts(name: string, more: object = {}): object {
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

/** An axis of names. */
export function names(data: readonly string[], more: object = {}): object {
  return {
    type: 'category',
    data,
    axisTick: { show: false },
    axisLabel: { color: TEXT, fontSize: 12, interval: 0 },
    ...more,
  };
}

/** Bars that lie, the first on top, with room for each. */
export function lyingBars(options: {
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
    grid: grid({ right: labels ? 150 : 56, top: many ? 40 : 12 }),
    xAxis: amounts(unit, axis),
    yAxis: names(rows, { inverse: true }),
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
  return drawn(option, (many ? 110 : 82) + rows.length * (many ? 46 : 30));
}
