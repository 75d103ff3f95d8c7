import { amounts, drawn, LEGEND, lyingBars, names } from './chart.ts';
import type { Report } from './gather.ts';
import { codeWords, shareWords, timeWords } from './report-text.ts';

/** A chart with its caption; `svg` is `undefined` when there is no data. */
export interface Plot {
  readonly title: string;
  readonly says: string;
  readonly svg: string | undefined;
}

/** More rows would make a chart longer than a page; the tables have all rows. */
const MOST_ROWS = 24;
const MINUTE = 60;

/** Returns all charts of a report in reading order. */
export function plotsOf(report: Report): readonly Plot[] {
  return [
    spread(report),
    trend(report),
    attainment(report),
    ends(report),
    shares(report),
    loads(report),
    rules(report),
  ];
}

function spread({ metrics }: Report): Plot {
  const { speedToLead } = metrics.team.total;
  const { spread: steps, medianSeconds, p95Seconds } = speedToLead;
  return {
    title: 'Speed-to-lead',
    says: `From form submission to the first response: median ${timeWords(medianSeconds)}, P95 ${timeWords(p95Seconds)}.`,
    svg: ifAny(speedToLead.count, () =>
      drawn(
        {
          xAxis: names(
            steps.map(({ upToSeconds }) => (upToSeconds === undefined ? 'longer' : `≤ ${timeWords(upToSeconds)}`)),
            { name: 'time to the first response', nameLocation: 'middle', nameGap: 34 },
          ),
          yAxis: amounts('leads', { minInterval: 1 }),
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

function trend({ metrics }: Report): Plot {
  const { days } = metrics.team;
  const minutes = (seconds: number | undefined) =>
    seconds === undefined ? '-' : Math.max(0.01, Math.round((seconds / MINUTE) * 100) / 100);
  const line = (name: string, data: readonly (string | number)[], symbol: string, dashed: boolean) => ({
    ...{ type: 'line', name, data, symbol, symbolSize: 9, connectNulls: true },
    lineStyle: { width: 2, type: dashed ? 'dashed' : 'solid' },
  });
  return {
    title: 'Speed-to-lead by day',
    says: 'By the UTC day of the first response; logarithmic scale.',
    svg: ifAny(days.filter(({ speedToLead }) => speedToLead.count > 0).length, () =>
      drawn(
        {
          legend: LEGEND,
          xAxis: names(
            days.map(({ day }) => day.slice(5)),
            { axisLabel: { color: '#1a1a1a' } },
          ),
          yAxis: amounts('minutes', { type: 'log', nameGap: 48 }),
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

function attainment({ metrics }: Report): Plot {
  const rows = metrics.team.rows.filter(({ figures }) => figures.attainment.of > 0).slice(0, MOST_ROWS);
  return {
    title: 'SLA attainment by team',
    says: 'Clocks stopped by a response, of all clocks that ended.',
    svg: ifAny(rows.length, () =>
      lyingBars({
        rows: rows.map(({ key }) => key),
        unit: 'answered in time, %',
        bars: [{ name: 'answered in time', values: rows.map(({ figures }) => 100 * (figures.attainment.rate ?? 0)) }],
        labels: rows.map(({ figures }) => shareWords(figures.attainment)),
        axis: { min: 0, max: 100 },
      }),
    ),
  };
}

function ends({ metrics }: Report): Plot {
  const { outcomes, nurtured } = metrics.team.total;
  const rows = Object.entries({ ...outcomes, 'moved to nurture': nurtured })
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  return {
    title: 'Leads by end',
    says: 'How leads were closed in these days, and how often a lead was moved to nurture.',
    svg: ifAny(rows.length, () =>
      lyingBars({
        rows: rows.map(([end]) => end),
        unit: 'leads',
        bars: [{ name: 'leads', values: rows.map(([, count]) => count) }],
        axis: { minInterval: 1 },
      }),
    ),
  };
}

function shares({ shares: all }: Report): Plot {
  const rows = all.filter(({ received, promised }) => received > 0 || promised > 0).slice(0, MOST_ROWS);
  return {
    title: 'Fairness: received and promised',
    says: "Leads assigned by turn and the rep's exact share, from the teams' ledgers since they began.",
    svg: ifAny(rows.length, () =>
      lyingBars({
        rows: rows.map(({ team, rep }) => `${rep} (${team})`),
        unit: 'leads',
        bars: [
          { name: 'received', values: rows.map(({ received }) => received) },
          { name: 'promised', values: rows.map(({ promised }) => promised) },
        ],
      }),
    ),
  };
}

function loads({ loads: all, madeAt }: Report): Plot {
  const rows = all
    .filter(({ open }) => open > 0)
    .toSorted((a, b) => b.open - a.open)
    .slice(0, MOST_ROWS);
  return {
    title: 'Load per rep',
    says: `Slots taken by open leads at ${madeAt.slice(0, 16).replace('T', ' ')} UTC.`,
    svg: ifAny(rows.length, () =>
      lyingBars({
        rows: rows.map(({ rep }) => rep),
        unit: 'slots taken',
        bars: [{ name: 'open', values: rows.map(({ open }) => open) }],
        labels: rows.map(({ open, cap }) => (cap === undefined ? String(open) : `${open} of ${cap}`)),
        axis: { minInterval: 1 },
      }),
    ),
  };
}

function rules({ metrics }: Report): Plot {
  const rows = metrics.rule.rows
    .filter(({ figures }) => figures.fallbacks.of > 0 || figures.misroutes.of > 0)
    .slice(0, MOST_ROWS);
  return {
    title: 'Fallbacks and misroutes by rule',
    says: 'Routings that fell back from their first choice, and assignments that a rep marked as misrouted.',
    svg: ifAny(rows.length, () =>
      lyingBars({
        rows: rows.map(({ key }) => codeWords(key)),
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

function ifAny(many: number, draw: () => string): string | undefined {
  return many > 0 ? draw() : undefined;
}
