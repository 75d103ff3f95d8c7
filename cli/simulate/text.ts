import { styleText } from 'node:util';
import { formatTable } from '../table.ts';
import { attainmentByTeam, type ComparedRow, figuresOf, leadsByRep, pairRows } from './figures.ts';
import type { Simulation } from './simulation.ts';

const BAR_WIDTH = 24;

/** Formats a simulation for the terminal: figures side by side, and bars by team and by rep. */
export function formatSimulation(simulation: Simulation): string {
  const { base, trial, tried } = simulation;
  const figures = pairRows(figuresOf(base), trial ? figuresOf(trial) : []);
  const head = trial ? ['', 'As it is', 'Tried'] : ['', 'Weeks'];
  const rows = figures.map(({ name, base: was, trial: is }) => [name, was ?? '', ...(trial ? [is ?? ''] : [])]);
  return [
    styleText('bold', describeSimulation(simulation)),
    ...(tried.length > 0 ? [`Tried: ${tried.join(', ')}`] : []),
    formatTable(head, rows, head.slice(1)),
    '',
    styleText('bold', 'SLA attainment by team, %'),
    formatBars(pairRows(attainmentByTeam(base), trial ? attainmentByTeam(trial) : []), trial !== undefined, 100),
    '',
    styleText('bold', 'Leads assigned to each rep'),
    formatBars(pairRows(leadsByRep(base), trial ? leadsByRep(trial) : []), trial !== undefined),
  ].join('\n');
}

/** Says what was simulated. */
export function describeSimulation({ start, weeks, seed }: Simulation): string {
  return `${weeks} virtual ${weeks === 1 ? 'week' : 'weeks'} from ${start.slice(0, 10)}, seed ${seed}`;
}

/** Draws one bar a row, or two below each other when two runs are compared. */
function formatBars(rows: readonly ComparedRow<number>[], both: boolean, most = mostOf(rows)): string {
  const lines = rows.flatMap(({ name, base, trial }) => [
    barRow(name, both ? 'as it is' : '', base, most),
    ...(both ? [barRow('', 'tried', trial, most)] : []),
  ]);
  return formatTable([], lines);
}

function barRow(name: string, run: string, value: number | undefined, most: number): readonly string[] {
  if (value === undefined) return [name, run, '–'];
  const bar = '█'.repeat(Math.round((BAR_WIDTH * value) / Math.max(1, most)));
  return [name, run, `${bar || '▏'} ${Math.round(value)}`];
}

function mostOf(rows: readonly ComparedRow<number>[]): number {
  return Math.max(1, ...rows.flatMap(({ base, trial }) => [base ?? 0, trial ?? 0]));
}
