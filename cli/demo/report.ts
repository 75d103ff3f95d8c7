import { styleText } from 'node:util';
import { formatTable } from '../table.ts';
import type { Difference } from './expected-path.ts';
import type { DurationSpread, RunFigures } from './figures.ts';
import { formatSigned } from './live-table.ts';

/**
 * What one rep received of a team's leads and what their share was, in leads, as `GET /v1/teams/{id}/ledger` reports
 * it.
 */
export interface FairnessRow {
  readonly team: string;
  readonly rep: string;
  readonly received: number;
  readonly earned: number;
  readonly adjusted: number;
  readonly credit: number;
}

/** Formats the figures of a run. */
export function formatFigures(figures: RunFigures): string {
  const { finalStates: ends, attainment, reassignments, fallbacks, gaps, recycling } = figures;
  const share = attainment.of === 0 ? '' : ` (${Math.round((100 * attainment.respondedInTime) / attainment.of)} %)`;
  const rows = [
    ['Leads by end', ends.map(({ end, leads }) => `${leads} ${end}`).join(' · ')],
    ['Speed-to-lead', spreadText(figures.speedToLead)],
    ['Time to an owner', spreadText(figures.timeToOwner)],
    ['SLA attainment', `${attainment.respondedInTime} of ${attainment.of} answered in time${share}`],
    ['Reassignments', `${reassignments} after a breach`],
    ['Recovered', `${recycling.recovered} of ${recycling.returned} recycled from nurture`],
    ['Fallbacks', `${fallbacks} to another team, ${gaps} leads that no rule matched`],
  ];
  return [
    formatHeading('Results'),
    formatTable([], rows),
    styleText('dim', '(measured on a local emulator with simulated reps; not representative of AWS)', {
      validateStream: false,
    }),
  ].join('\n');
}

/** Formats who received how many leads, and who is owed what. */
export function formatFairness(lines: readonly FairnessRow[]): string {
  const number = (leads: number): string => leads.toFixed(2);
  const rows = lines.map(({ team, rep, received, earned, adjusted, credit }, index) => [
    lines[index - 1]?.team === team ? '' : team,
    rep,
    number(received),
    number(earned),
    formatSigned(adjusted),
    formatSigned(credit),
  ]);
  const head = ['Team', 'Rep', 'Received', 'Earned', 'Adjusted', 'Credit'];
  return [
    formatHeading('Fairness, in leads: received − earned = −credit + adjusted'),
    formatTable(head, rows, head.slice(2)),
  ].join('\n');
}

/** Formats the differences from the scenario. */
export function formatDifferences(
  leads: readonly { readonly name: string; readonly differences: readonly Difference[] }[],
): string {
  const rows = leads.flatMap(({ name, differences }) =>
    differences.map(({ what, expected, seen }, index) => [
      index === 0 ? name : '',
      what,
      wrapPath(expected),
      wrapPath(seen),
    ]),
  );
  return [formatHeading('Differences from the scenario'), formatTable(['Lead', 'What', 'Expected', 'Seen'], rows)].join(
    '\n',
  );
}

/** Formats a heading. */
export function formatHeading(text: string): string {
  return `\n${styleText('bold', text, { validateStream: false })}`;
}

function spreadText(spread: DurationSpread | undefined): string {
  if (!spread) return 'nothing yet';
  return `median ${spread.median.toFixed(1)} s, P95 ${spread.p95.toFixed(1)} s (${spread.leads} leads)`;
}

/** Wraps a path into lines that fit a table. */
function wrapPath(text: string): string {
  return text.replaceAll(/((?:\S+ ){4})/g, '$1\n').trimEnd();
}
