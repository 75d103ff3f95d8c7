import Table from 'cli-table3';
import type { ComparisonView } from '../../shared/api/shadow-mode.ts';

type AgreementShare = ComparisonView['sameRep'];

/** Formats the comparison for a terminal. */
export function formatComparison(report: ComparisonView): string {
  const { from, to, leads, compared, notYetKnown, batonGaveNobody, medianSecondsToOwner, confusions } = report;
  const nobody = Object.entries(batonGaveNobody).filter(([, count]) => count > 0);
  return [
    `Leads received from ${from} to ${to}: ${leads}${report.complete ? '' : ' (the first ones; ask for fewer days)'}`,
    `  compared ${compared}, incumbent's owner not yet known ${notYetKnown}`,
    ...nobody.map(([instead, count]) => `  assigned to nobody by Baton (${instead}) ${count}`),
    `Same rep:  ${formatShare(report.sameRep)}`,
    `Same team: ${formatShare(report.sameTeam)}`,
    `Median time to an owner: Baton ${formatDuration(medianSecondsToOwner.baton)}, incumbent ${formatDuration(medianSecondsToOwner.incumbent)}`,
    ...formatGroups('rule', report.byRule),
    ...formatGroups("Baton's team", report.byTeam),
    ...formatConfusions(confusions),
  ].join('\n');
}

function formatGroups(head: string, groups: ComparisonView['byRule']): readonly string[] {
  if (groups.length === 0) return [];
  const table = new Table({ head: [head, 'same rep', 'same team'] });
  for (const { name, sameRep, sameTeam } of groups) table.push([name, formatShare(sameRep), formatShare(sameTeam)]);
  return [table.toString()];
}

function formatConfusions(confusions: ComparisonView['confusions']): readonly string[] {
  if (confusions.length === 0) return [];
  const table = new Table({ head: ['Baton chose', 'incumbent chose', 'leads'] });
  for (const { baton, incumbent, leads } of confusions) table.push([baton, incumbent, String(leads)]);
  return [table.toString()];
}

/** Formats a share and its 95 % confidence interval: `67 % (8 of 12; 39 to 86 %)`. */
function formatShare({ of, agreeing, share, low, high }: AgreementShare): string {
  if (share === undefined || low === undefined || high === undefined) return 'nothing to compare yet';
  const percent = (value: number) => Math.round(value * 100);
  return `${percent(share)} % (${agreeing} of ${of}; ${percent(low)} to ${percent(high)} %)`;
}

function formatDuration(seconds: number | undefined): string {
  if (seconds === undefined) return 'unknown';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
