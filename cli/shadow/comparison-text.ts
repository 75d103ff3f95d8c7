import Table from 'cli-table3';
import type { AgreementView } from '../../shared/api/observations.ts';

type AlikeShare = AgreementView['sameRep'];

/** Formats the comparison for a terminal. */
export function agreementText(report: AgreementView): string {
  const { from, to, leads, compared, notYetKnown, oursGaveNobody, medianSecondsToOwner, confusions } = report;
  const nobody = Object.entries(oursGaveNobody).filter(([, count]) => count > 0);
  return [
    `Leads received from ${from} to ${to}: ${leads}${report.complete ? '' : ' (the first ones; ask for fewer days)'}`,
    `  compared ${compared}, incumbent's owner not yet known ${notYetKnown}`,
    ...nobody.map(([instead, count]) => `  assigned to nobody by Baton (${instead}) ${count}`),
    `Same rep:  ${shareText(report.sameRep)}`,
    `Same team: ${shareText(report.sameTeam)}`,
    `Median time to an owner: Baton ${timeText(medianSecondsToOwner.ours)}, incumbent ${timeText(medianSecondsToOwner.theirs)}`,
    ...groupTable('rule', report.byRule),
    ...groupTable("Baton's team", report.byTeam),
    ...confusionTable(confusions),
  ].join('\n');
}

function groupTable(head: string, groups: AgreementView['byRule']): readonly string[] {
  if (groups.length === 0) return [];
  const table = new Table({ head: [head, 'same rep', 'same team'] });
  for (const { name, sameRep, sameTeam } of groups) table.push([name, shareText(sameRep), shareText(sameTeam)]);
  return [table.toString()];
}

function confusionTable(confusions: AgreementView['confusions']): readonly string[] {
  if (confusions.length === 0) return [];
  const table = new Table({ head: ['Baton chose', 'incumbent chose', 'leads'] });
  for (const { ours, theirs, leads } of confusions) table.push([ours, theirs, String(leads)]);
  return [table.toString()];
}

/** Formats a share and its 95 % confidence interval: `67 % (8 of 12; 39 to 86 %)`. */
function shareText({ of, alike, share, low, high }: AlikeShare): string {
  if (share === undefined || low === undefined || high === undefined) return 'nothing to compare yet';
  const percent = (value: number) => Math.round(value * 100);
  return `${percent(share)} % (${alike} of ${of}; ${percent(low)} to ${percent(high)} %)`;
}

function timeText(seconds: number | undefined): string {
  if (seconds === undefined) return 'unknown';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
