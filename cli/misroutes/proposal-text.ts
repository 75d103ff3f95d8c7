import { MIN_FLAGGED, type Pattern } from '../../shared/domain/misroutes/find-pattern.ts';
import { formatPlanDiff, formatShare } from '../plan/diff-text.ts';
import type { Proposal } from './propose.ts';

/** Formats what flagged leads have in common, and what is proposed, for the terminal. */
export function formatProposals(proposals: readonly Proposal[], days: number): string {
  if (proposals.length === 0) return `Nobody flagged a lead as misrouted in ${days} days.`;
  const clusters = proposals.flatMap((proposal) => [...formatCluster(proposal), '']);
  return [...clusters, 'Nothing was changed.'].join('\n');
}

function formatCluster({ rule, reason, flagged, known, others, pattern, edit }: Proposal): readonly string[] {
  const unknown = flagged === known ? '' : `, of which ${known} still have their features`;
  const heading = `Rule ${rule}, ${reason}: ${flagged} leads flagged${unknown}, ${others} not`;
  if (!pattern) return [heading, `  ${sayWhyNone(known, others)}`];
  const lines = [heading, ...formatPattern(pattern)];
  if (!edit) return [...lines, '  No single edit of the plan says this: decide what the rule should ask.'];
  return [...lines, `  Proposed: ${edit.says}`, ...formatPlanDiff(edit.diff).split('\n').map(indent)];
}

function sayWhyNone(known: number, others: number): string {
  if (known < MIN_FLAGGED) return `No pattern: it takes ${MIN_FLAGGED} flagged leads, ${MIN_FLAGGED - known} more.`;
  if (others === 0) return 'No pattern: every lead of the rule was flagged, so look at the rule itself.';
  return 'No pattern: no value is clearly more frequent among the flagged leads.';
}

function formatPattern({ conditions, flagged, ofFlagged, others, ofOthers, lift, chance }: Pattern): readonly string[] {
  const what = conditions.map(({ field, value }) => `${field} is ${value}`).join(' and ');
  const shares = `${flagged} of ${ofFlagged} flagged (${formatShare(flagged, ofFlagged)}), ${others} of ${ofOthers} others (${formatShare(others, ofOthers)})`;
  return [
    `  ${what}: ${shares}`,
    `  ${lift.toFixed(1)} times as frequent as usual; by chance ${chance.toPrecision(1)}`,
  ];
}

function indent(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
