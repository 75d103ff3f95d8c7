import { formatCode, formatDuration, formatShare } from '../../shared/domain/reporting/figure-text.ts';
import { categoryAxis, LEGEND, renderChartSvg, renderHorizontalBars, valueAxis } from './chart.ts';
import type { ReportData } from './gather.ts';

/** A chart with its caption; `svg` is `undefined` when there is no data. */
export interface Chart {
  readonly title: string;
  readonly caption: string;
  readonly svg: string | undefined;
}

/** More rows would make a chart longer than a page; the tables have all rows. */
const MAX_ROWS = 24;
const MINUTE_SECONDS = 60;

/** Returns all charts of a report in reading order. */
export function createCharts(report: ReportData): readonly Chart[] {
  return [
    speedToLeadChart(report),
    speedToLeadTrendChart(report),
    attainmentChart(report),
    outcomeChart(report),
    fairnessChart(report),
    loadChart(report),
    ruleChart(report),
  ];
}

function speedToLeadChart({ metrics }: ReportData): Chart {
  const { speedToLead } = metrics.team.total;
  const { spread: steps, medianSeconds, p95Seconds } = speedToLead;
  return {
    title: 'Speed-to-lead',
    caption: `From form submission to the first response: median ${formatDuration(medianSeconds)}, P95 ${formatDuration(p95Seconds)}.`,
    svg: drawIfAny(speedToLead.count, () =>
      renderChartSvg(
        {
          xAxis: categoryAxis(
            steps.map(({ upToSeconds }) => (upToSeconds === undefined ? 'longer' : `≤ ${formatDuration(upToSeconds)}`)),
            { name: 'time to the first response', nameLocation: 'middle', nameGap: 34 },
          ),
          yAxis: valueAxis('leads', { minInterval: 1 }),
          series: [
            {
              type: 'bar',
              data: steps.map(({ count }) => count),
              label: {
                show: true,
                position: 'top',
                formatter: ({ value }: { value: number }) => (value > 0 ? value : ''),
              },
            },
          ],
        },
        320,
      ),
    ),
  };
}

function speedToLeadTrendChart({ metrics }: ReportData): Chart {
  const { days } = metrics.team;
  const minutes = (seconds: number | undefined) =>
    seconds === undefined ? '-' : Math.max(0.01, Math.round((seconds / MINUTE_SECONDS) * 100) / 100);
  const line = (name: string, data: readonly (string | number)[], symbol: string, dashed: boolean) => ({
    ...{ type: 'line', name, data, symbol, symbolSize: 9, connectNulls: true },
    lineStyle: { width: 2, type: dashed ? 'dashed' : 'solid' },
  });
  return {
    title: 'Speed-to-lead by day',
    caption: 'By the UTC day of the first response; logarithmic scale.',
    svg: drawIfAny(days.filter(({ speedToLead }) => speedToLead.count > 0).length, () =>
      renderChartSvg(
        {
          legend: LEGEND,
          xAxis: categoryAxis(
            days.map(({ day }) => day.slice(5)),
            { axisLabel: { color: '#1a1a1a' } },
          ),
          yAxis: valueAxis('minutes', { type: 'log', nameGap: 48 }),
          series: [
            line(
              'median',
              days.map(({ speedToLead }) => minutes(speedToLead.medianSeconds)),
              'circle',
              false,
            ),
            line(
              'P95',
              days.map(({ speedToLead }) => minutes(speedToLead.p95Seconds)),
              'triangle',
              true,
            ),
          ],
        },
        300,
      ),
    ),
  };
}

function attainmentChart({ metrics }: ReportData): Chart {
  const rows = metrics.team.rows.filter(({ figures }) => figures.attainment.of > 0).slice(0, MAX_ROWS);
  return {
    title: 'SLA attainment by team',
    caption: 'Clocks stopped by a response, of all clocks that ended.',
    svg: drawIfAny(rows.length, () =>
      renderHorizontalBars({
        rows: rows.map(({ key }) => key),
        unit: 'answered in time, %',
        bars: [{ name: 'answered in time', values: rows.map(({ figures }) => 100 * (figures.attainment.rate ?? 0)) }],
        labels: rows.map(({ figures }) => formatShare(figures.attainment)),
        axis: { min: 0, max: 100 },
      }),
    ),
  };
}

function outcomeChart({ metrics }: ReportData): Chart {
  const { outcomes, nurtured } = metrics.team.total;
  const rows = Object.entries({ ...outcomes, 'moved to nurture': nurtured })
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  return {
    title: 'Leads by end',
    caption: 'How leads were closed in these days, and how often a lead was moved to nurture.',
    svg: drawIfAny(rows.length, () =>
      renderHorizontalBars({
        rows: rows.map(([end]) => end),
        unit: 'leads',
        bars: [{ name: 'leads', values: rows.map(([, count]) => count) }],
        axis: { minInterval: 1 },
      }),
    ),
  };
}

function fairnessChart({ shares: all }: ReportData): Chart {
  const rows = all.filter(({ received, share: promised }) => received > 0 || promised > 0).slice(0, MAX_ROWS);
  return {
    title: 'Fairness: received and promised',
    caption: "Leads assigned by turn and the rep's exact share, from the teams' ledgers since they began.",
    svg: drawIfAny(rows.length, () =>
      renderHorizontalBars({
        rows: rows.map(({ team, rep }) => `${rep} (${team})`),
        unit: 'leads',
        bars: [
          { name: 'received', values: rows.map(({ received }) => received) },
          { name: 'promised', values: rows.map(({ share: promised }) => promised) },
        ],
      }),
    ),
  };
}

function loadChart({ loads: all, madeAt }: ReportData): Chart {
  const rows = all
    .filter(({ open }) => open > 0)
    .toSorted((a, b) => b.open - a.open)
    .slice(0, MAX_ROWS);
  return {
    title: 'Load per rep',
    caption: `Slots taken by open leads at ${madeAt.slice(0, 16).replace('T', ' ')} UTC.`,
    svg: drawIfAny(rows.length, () =>
      renderHorizontalBars({
        rows: rows.map(({ rep }) => rep),
        unit: 'slots taken',
        bars: [{ name: 'open', values: rows.map(({ open }) => open) }],
        labels: rows.map(({ open, cap }) => (cap === undefined ? String(open) : `${open} of ${cap}`)),
        axis: { minInterval: 1 },
      }),
    ),
  };
}

function ruleChart({ metrics }: ReportData): Chart {
  const rows = metrics.rule.rows
    .filter(({ figures }) => figures.fallbacks.of > 0 || figures.misroutes.of > 0)
    .slice(0, MAX_ROWS);
  return {
    title: 'Fallbacks and misroutes by rule',
    caption: 'Routings that fell back from their first choice, and assignments that a rep marked as misrouted.',
    svg: drawIfAny(rows.length, () =>
      renderHorizontalBars({
        rows: rows.map(({ key }) => formatCode(key)),
        unit: '% of routings or assignments',
        bars: [
          { name: 'fell back', values: rows.map(({ figures }) => 100 * (figures.fallbacks.rate ?? 0)) },
          { name: 'misrouted', values: rows.map(({ figures }) => 100 * (figures.misroutes.rate ?? 0)) },
        ],
        axis: { min: 0 },
      }),
    ),
  };
}

function drawIfAny(many: number, draw: () => string): string | undefined {
  return many > 0 ? draw() : undefined;
}
