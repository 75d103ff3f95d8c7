import { formatCode, formatDuration, formatReceived, formatShare } from '../../shared/domain/reporting/figure-text.ts';
import { type Html, html } from '../../shared/runtime/pages/html.ts';
import { type Chart, createCharts } from './charts.ts';
import type { ReportData } from './gather.ts';
import { LOCAL_CAVEAT } from './local-caveat.ts';
import { formatTotals } from './terminal.ts';

/** The style of a page that is read and printed. */
export const PAGE_STYLE = `:root{color-scheme:light;font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}
body{margin:0}main{max-width:46rem;margin:auto;padding:1.5rem 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .25rem}p{margin:.25rem 0 .5rem}
.note{border-left:4px solid #D55E00;padding-left:.75rem}
svg{width:100%;height:auto}figure{margin:0;break-inside:avoid}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:right;padding:.25rem .5rem;border-bottom:1px solid #ddd;font-variant-numeric:tabular-nums;vertical-align:top}
th:first-child,td:first-child,.words td,.words th{text-align:left}
.wide{overflow-x:auto}
@media print{main{max-width:none;padding:0}h2{break-after:avoid}tr{break-inside:avoid}}`;

/** Renders a report as a self-contained HTML page. */
export function renderReportPage(report: ReportData): string {
  const { environment, from, to, madeAt, metrics } = report;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${`Baton in ${environment}, ${from} to ${to}`}</title><style>${{ html: PAGE_STYLE }}</style></head>
<body><main>
<h1>${`Baton in ${environment}`}</h1>
<p>${`${from} to ${to}, UTC days. Created ${madeAt.slice(0, 16).replace('T', ' ')} UTC.`}</p>
${environment === 'local' ? html`<p class="note">${LOCAL_CAVEAT}</p>` : html``}
<h2>The figures</h2>
<table class="words">${formatTotals(metrics.team.total).map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`)}</table>
<p>${`Medians and P95 are within ${metrics.team.relativeError * 100} % of the exact ones. docs/metrics.md has every formula.`}</p>
${createCharts(report).map(renderChart)}
${(['team', 'source', 'rule', 'turn', 'rep'] as const).map((by) => renderTable(report, by))}
<h2>Reviews</h2>
<table class="words"><tr><th>Review</th><th>Items</th><th>Owner</th></tr>${report.reviews.lists.map(renderReviewRow)}</table>
</main></body></html>
`.html;
}

function renderChart({ title, caption: says, svg }: Chart): Html {
  return html`<figure><h2>${title}</h2><p>${says}</p>${svg === undefined ? html`<p>No data for these days.</p>` : { html: svg }}</figure>
`;
}

function renderReviewRow({ list, count, cursor, owner }: ReportData['reviews']['lists'][number]): Html {
  return html`<tr><td>${formatCode(list)}</td><td>${`${count}${cursor === undefined ? '' : ' or more'}`}</td><td>${owner}</td></tr>`;
}

const COLUMNS = ['Received', 'Assigned', 'Median', 'P95', 'In time', 'Accuracy', 'Reassigned', 'Converted', 'Amount'];

function renderTable({ metrics }: ReportData, by: 'team' | 'source' | 'rule' | 'turn' | 'rep'): Html {
  const rows = metrics[by].rows.map(({ key, figures }) =>
    renderRow(key, [
      formatReceived(by, figures),
      String(figures.assigned),
      formatDuration(figures.speedToLead.medianSeconds),
      formatDuration(figures.speedToLead.p95Seconds),
      formatShare(figures.attainment),
      formatShare(figures.accuracy),
      formatShare(figures.reassignments),
      String(figures.outcomes.converted ?? 0),
      figures.amount.toLocaleString('en'),
    ]),
  );
  return html`<h2>${`By ${by}`}</h2><div class="wide"><table><tr><th></th>${COLUMNS.map((one) => html`<th>${one}</th>`)}</tr>${rows}</table></div>
`;
}

function renderRow(key: string, cells: readonly string[]): Html {
  return html`<tr><td>${key}</td>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
}
