import { formatTable } from '../table.ts';
import type { ReplayedDecision } from './replay-leads.ts';

const NOT_KEPT_TEXT: Readonly<Record<NonNullable<ReplayedDecision['because']>, string>> = {
  not_routed: 'not routed yet',
  erased: 'the person was erased',
  features: 'the features of then are not kept',
  plan: 'the plan version cannot be read',
  inputs: 'decided before inputs were kept',
};

/** Says which decisions replay, and where those that do not differ first. */
export function formatReplay(decisions: readonly ReplayedDecision[]): string {
  const count = (outcome: ReplayedDecision['outcome']) => decisions.filter((one) => one.outcome === outcome).length;
  const different = decisions.filter(({ outcome }) => outcome === 'different');
  const lines = [
    `${decisions.length} decisions: ${count('equal')} replay equal, ${different.length} differ, ${count('not_kept')} cannot be replayed.`,
  ];
  if (different.length > 0) {
    const rows = different.map(({ lead, decision, difference }) => [
      lead,
      decision,
      difference?.field ?? '',
      valueText(difference?.decided),
      valueText(difference?.replayed),
    ]);
    lines.push('', formatTable(['lead', 'decision', 'first field that differs', 'decided', 'replayed'], rows));
  }
  const reasons = Map.groupBy(
    decisions.flatMap(({ because }) => because ?? []),
    (because) => because,
  );
  for (const [because, all] of reasons) lines.push(`Not replayed: ${all.length} (${NOT_KEPT_TEXT[because]}).`);
  return lines.join('\n');
}

function valueText(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
}
