import type { PlanChange } from '../../shared/domain/plan-diff/plan-changes.ts';
import type { CountChange, RouteChanges } from '../../shared/domain/plan-diff/route-changes.ts';
import type { PlanDiff } from './diff.ts';
import { bar, formatDifference, formatShare, MAX_MOVES, titleOf } from './diff-text.ts';

/** Formats a comparison as a comment for a pull request. It names rules, teams and reps, and no lead's person. */
export function planDiffToMarkdown({ changes, routes, turns }: PlanDiff): string {
  return [
    '### What this plan changes',
    '',
    ...(routes ? [headlineOf(routes), ''] : []),
    ...(changes.length === 0 ? ['The plans say the same.'] : changes.map(changeToMarkdown)),
    ...(routes && routes.moves.length > 0 ? ['', ...movesToMarkdown(routes)] : []),
    ...(routes ? ['', ...countsToMarkdown('Goes to', routes.places)] : []),
    ...(routes ? ['', ...countsToMarkdown('SLA', routes.slas)] : []),
    ...(turns
      ? [
          '',
          `<details><summary>Reps: ${turns.otherRep} leads get another rep, ${turns.withoutRep.before} → ${turns.withoutRep.after} get none</summary>`,
          '',
          'With everybody at work and no caps, so that only rules, attributes and weights decide.',
          '',
          ...countsToMarkdown('Team and rep', turns.reps),
          '',
          '</details>',
        ]
      : []),
    '',
  ].join('\n');
}

function headlineOf({ moved, leads, otherSla, gap, queued }: RouteChanges): string {
  return (
    `**${moved} of ${leads} leads move (${formatShare(moved, leads)})**, ${otherSla} others get another SLA. ` +
    `Taken by no rule: ${gap.before} → ${gap.after}. First to a review queue: ${queued.before} → ${queued.after}.`
  );
}

function changeToMarkdown(change: PlanChange): string {
  return [
    `- **${escapeMarkdown(titleOf(change))}**`,
    ...change.details.map((line) => `  - ${escapeMarkdown(line)}`),
  ].join('\n');
}

function movesToMarkdown({ moves }: RouteChanges): readonly string[] {
  const shown = moves.slice(0, MAX_MOVES);
  return [
    '| Rule | From → to | Leads |',
    '|---|---|---:|',
    ...shown.map(({ from, to, count }) =>
      row([`${from.rule} → ${to.rule}`, `${from.place} → ${to.place}`, String(count)]),
    ),
    ...(moves.length > shown.length ? ['', `… and ${moves.length - shown.length} other moves.`] : []),
  ];
}

function countsToMarkdown(heading: string, counts: readonly CountChange[]): readonly string[] {
  if (counts.length === 0) return [`${heading}: none`];
  const most = Math.max(1, ...counts.flatMap(({ before, after }) => [before, after]));
  return [
    `| ${heading} | Before | After | | |`,
    '|---|---:|---:|---:|---|',
    ...counts.map(({ name, before, after }) =>
      row([name, String(before), String(after), formatDifference(before, after), bar(after, most)]),
    ),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(escapeMarkdown).join(' | ')} |`;
}

/** Keeps text from being read as Markdown or HTML: a plan may be written by anybody who opens a pull request. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~@#]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');
}
