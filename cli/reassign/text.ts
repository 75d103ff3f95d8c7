import { formatTable } from '../table.ts';
import type { MoveResult } from './carry-out.ts';
import type { PlannedMoves } from './make-plan.ts';
import { type Move, STAYS_BECAUSE } from './move-plan.ts';

const MAX_ROWS = 20;
const NOBODY = '-';

/** Shows planned moves: how full each receiver gets, the most urgent moves, and what stays. */
export function formatPlannedMoves({ plan, receivers }: PlannedMoves): string {
  const { moves, stays, chosenBy } = plan;
  const lines = [`${countOf(moves.length, 'lead')} would move (${chosenBy})`];
  if (moves.length > 0) lines.push('', formatReceivers(moves, receivers), '', formatMoves(moves));
  if (stays.length > 0) {
    const rows = stays.slice(0, MAX_ROWS).map(({ lead, owner = NOBODY, because }) => [lead, owner, wordsOf(because)]);
    lines.push('', formatTable(['stays', 'owner', 'because'], rows), ...restOf(stays.length));
  }
  return lines.join('\n');
}

function formatReceivers(moves: readonly Move[], receivers: PlannedMoves['receivers']): string {
  const rows = receivers.map(({ id, open, openCap }) => {
    const gets = moves.filter(({ to }) => to === id).length;
    const full = openCap !== undefined && open + gets > openCap ? 'over the cap' : '';
    return [id, String(open), gets === 0 ? '' : `+${gets}`, String(open + gets), openCap ? String(openCap) : '', full];
  });
  return formatTable(['rep', 'open', 'gets', 'then', 'cap', ''], rows, ['open', 'gets', 'then', 'cap']);
}

function formatMoves(moves: readonly Move[]): string {
  const rows = moves.slice(0, MAX_ROWS).map(({ lead, state, from = NOBODY, to }) => [lead, state, from, to]);
  return [formatTable(['lead', 'state', 'from', 'to'], rows), ...restOf(moves.length)].join('\n');
}

function restOf(count: number): readonly string[] {
  return count > MAX_ROWS ? [`and ${count - MAX_ROWS} more: see the file`] : [];
}

function wordsOf(because: string): string {
  return Object.entries(STAYS_BECAUSE).find(([code]) => code === because)?.[1] ?? because;
}

/** What happened to one move, in words. @param undone whether it was to be taken back */
export function describeResult(result: MoveResult, undone: boolean): string {
  switch (result.outcome) {
    case 'moved':
      return undone ? 'taken back' : 'moved';
    case 'moved_before':
      return undone ? 'is back already' : 'moved by an earlier run';
    case 'moved_on':
      return `left as it is: it moved on, to ${result.owner ?? 'nobody'}`;
    case 'no_owner_before':
      return `stays with ${result.owner}: nobody had it before`;
    case 'refused':
      return `refused: ${result.why}`;
  }
}

/** Sums up what happened: how many of each, and every lead that was not moved. */
export function formatResults(results: readonly (readonly [Move, MoveResult])[], undone: boolean): string {
  const counts = Map.groupBy(results, ([, { outcome }]) => outcome);
  const summary = [...counts].map(([outcome, all]) => `${all.length} ${OUTCOME_TEXTS[outcome][undone ? 1 : 0]}`);
  const left = results.filter(([, { outcome }]) => outcome !== 'moved' && outcome !== 'moved_before');
  const rows = left.map(([{ lead }, result]) => [lead, describeResult(result, undone)]);
  return [
    summary.length === 0 ? 'The file has no moves.' : summary.join(', '),
    ...(rows.length === 0 ? [] : ['', formatTable(['lead', 'what'], rows)]),
  ].join('\n');
}

const OUTCOME_TEXTS: Readonly<Record<MoveResult['outcome'], readonly [applied: string, undone: string]>> = {
  moved: ['moved', 'taken back'],
  moved_before: ['moved by an earlier run', 'back already'],
  moved_on: ['left as they are: they moved on', 'left as they are: they moved on'],
  no_owner_before: ['stay', 'stay: nobody had them before'],
  refused: ['refused', 'refused'],
};

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
