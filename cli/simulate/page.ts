import { type Html, html } from '../../shared/runtime/pages/html.ts';
import { renderHorizontalBars } from '../report/chart.ts';
import { PAGE_STYLE } from '../report/page.ts';
import { attainmentByTeam, type ComparedRow, figuresOf, leadsByRep, pairRows } from './figures.ts';
import type { Simulation } from './simulation.ts';
import { describeSimulation } from './text.ts';

/** On a narrow screen a chart scrolls inside its figure, so that its labels stay readable. */
const STYLE = 'figure{overflow-x:auto}figure svg{min-width:34rem}';

/** Renders a simulation as a self-contained HTML page for a manager: figures side by side, and charts. */
export function renderSimulationPage(simulation: Simulation): string {
  const { base, trial, tried } = simulation;
  const title = tried.length > 0 ? `What if: ${tried.join(', ')}` : 'The weeks to come';
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${{ html: `${PAGE_STYLE}${STYLE}` }}</style></head>
<body><main>
<h1>${title}</h1>
<p>${describeSimulation(simulation)}. The same leads, persons and reps in both runs, so that only what is tried differs.</p>
<p class="note">A simulation, not a forecast: how fast reps respond and what persons answer are assumptions.</p>
<h2>The figures</h2>
<table><tr><th></th><th>${trial ? 'As it is' : ''}</th>${trial ? html`<th>Tried</th>` : html``}</tr>${pairRows(figuresOf(base), trial ? figuresOf(trial) : []).map(renderFigure)}</table>
${renderBars({
  title: 'SLA attainment by team',
  caption: 'Clocks stopped by a response, of all clocks that ended.',
  unit: 'answered in time, %',
  rows: pairRows(attainmentByTeam(base), trial ? attainmentByTeam(trial) : []),
  both: trial !== undefined,
})}
${renderBars({
  title: 'Leads assigned to each rep',
  caption: 'Every assignment counts, also one that was taken away after a breach.',
  unit: 'leads',
  rows: pairRows(leadsByRep(base), trial ? leadsByRep(trial) : []),
  both: trial !== undefined,
})}
</main></body></html>
`.html;
}

function renderFigure({ name, base, trial }: ComparedRow<string>): Html {
  return html`<tr><td>${name}</td><td>${base ?? ''}</td>${trial === undefined ? html`` : html`<td>${trial}</td>`}</tr>`;
}

function renderBars(options: {
  readonly title: string;
  readonly caption: string;
  readonly unit: string;
  readonly rows: readonly ComparedRow<number>[];
  readonly both: boolean;
}): Html {
  const { title, caption, unit, rows, both } = options;
  const svg = renderHorizontalBars({
    rows: rows.map(({ name }) => name),
    unit,
    bars: [
      { name: 'as it is', values: rows.map(({ base }) => base) },
      ...(both ? [{ name: 'tried', values: rows.map(({ trial }) => trial) }] : []),
    ],
    axis: { min: 0 },
  });
  return html`<figure><h2>${title}</h2><p>${caption}</p>${rows.length === 0 ? html`<p>No data.</p>` : { html: svg }}</figure>`;
}
