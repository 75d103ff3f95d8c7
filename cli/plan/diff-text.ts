import type { PlanChange } from '../../shared/domain/plan-diff/plan-changes.ts';
import type { CountChange, RouteChanges } from '../../shared/domain/plan-diff/route-changes.ts';
import { formatTable } from '../table.ts';
import type { PlanDiff } from './diff.ts';

const BAR_WIDTH = 20;
const MARKS = { added: '+', removed: '−', moved: '↕', changed: '~' } as const;
/** Moves that are listed; the rest is in `--json`. */
export const MAX_MOVES = 20;

/** Formats a comparison for the terminal. */
export function formatPlanDiff({ changes, routes, turns }: PlanDiff): string {
  return [
    ...(changes.length === 0 ? ['The plans say the same.'] : changes.map(formatChange)),
    ...(routes ? ['', ...formatRoutes(routes)] : []),
    ...(turns
      ? [
          '',
          `Reps, with everybody at work and no caps: ${turns.otherRep} leads get another rep`,
          formatCounts('Team and rep', turns.reps),
          `Leads without a rep: ${turns.withoutRep.before} → ${turns.withoutRep.after}`,
          `Furthest from a fair share, in leads: ${turns.unfairness.map(({ name, before, after }) => `${name} ${before.toFixed(2)} → ${after.toFixed(2)}`).join(', ')}`,
        ]
      : []),
  ].join('\n');
}

/** Formats one difference, with its details below it. */
function formatChange(change: PlanChange): string {
  return [`${MARKS[change.kind]} ${titleOf(change)}`, ...change.details.map((line) => `    ${line}`)].join('\n');
}

/** Names a difference: `rule apac added`. */
export function titleOf({ part, name, kind }: PlanChange): string {
  return `${part}${name === undefined ? '' : ` ${name}`} ${kind}`;
}

function formatRoutes(routes: RouteChanges): readonly string[] {
  const { leads, moved, moves, otherRule, otherSla, gap, queued } = routes;
  const rows = moves
    .slice(0, MAX_MOVES)
    .map(({ from, to, count, examples }) => [
      `${from.rule} → ${to.rule}`,
      `${from.place} → ${to.place}`,
      String(count),
      examples.join(', '),
    ]);
  return [
    `${moved} of ${leads} leads move (${formatShare(moved, leads)})`,
    ...(rows.length > 0 ? [formatTable(['Rule', 'From → to', 'Leads', 'For example'], rows, ['Leads'])] : []),
    ...(moves.length > MAX_MOVES ? [`… and ${moves.length - MAX_MOVES} other moves; --json lists them`] : []),
    `${otherRule} more stay where they are by another rule, ${otherSla} get another SLA`,
    `Taken by no rule: ${gap.before} → ${gap.after}. First to a review queue: ${queued.before} → ${queued.after}`,
    '',
    formatCounts('Goes to', routes.places),
    '',
    formatCounts('SLA', routes.slas),
    '',
    formatCounts('Band', routes.bands),
  ];
}

function formatCounts(heading: string, counts: readonly CountChange[]): string {
  if (counts.length === 0) return `${heading}: none`;
  const most = Math.max(1, ...counts.flatMap(({ before, after }) => [before, after]));
  return formatTable(
    [heading, 'Before', 'After', '', ''],
    counts.map(({ name, before, after }) => [
      name,
      String(before),
      String(after),
      formatDifference(before, after),
      bar(after, most),
    ]),
    ['Before', 'After'],
  );
}

/** Writes how a count changes: `+4`, `−3`, nothing when it does not. */
export function formatDifference(before: number, after: number): string {
  if (before === after) return '';
  return after > before ? `+${after - before}` : `−${before - after}`;
}

/** Writes a share of a whole: `4.2 %`. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** Draws a count as a bar of text, at least a thin one. */
export function bar(count: number, most: number): string {
  const length = Math.round((BAR_WIDTH * count) / most);
  return count > 0 && length === 0 ? '▏' : '█'.repeat(length);
}
