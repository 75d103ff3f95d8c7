import { styleText } from 'node:util';
import { plainTable } from '../table.ts';
import type { Difference } from './expected-path.ts';
import type { Figures, Spread } from './figures.ts';
import { signed } from './live-table.ts';

/**
 * What one rep received of a team's leads and what their share was, in leads, as `GET /v1/teams/{id}/ledger` reports
 * it.
 */
export interface FairnessLine {
  readonly team: string;
  readonly rep: string;
  readonly received: number;
  readonly earned: number;
  readonly adjusted: number;
  readonly credit: number;
}

/** Formats the figures of a run. */
export function figuresText(figures: Figures): string {
  const { ends, attainment, reassignments, fallbacks, gaps, returns } = figures;
  const share = attainment.of === 0 ? '' : ` (${Math.round((100 * attainment.touchedInTime) / attainment.of)} %)`;
  const rows = [
    ['Leads by end', ends.map(({ end, leads }) => `${leads} ${end}`).join(' · ')],
    ['Speed-to-lead', spreadText(figures.speedToLead)],
    ['Time to an owner', spreadText(figures.timeToOwner)],
    ['SLA attainment', `${attainment.touchedInTime} of ${attainment.of} answered in time${share}`],
    ['Reassignments', `${reassignments} after a breach`],
    ['Recovered', `${returns.recovered} of ${returns.returned} recycled from nurture`],
    ['Fallbacks', `${fallbacks} to another team, ${gaps} leads that no rule matched`],
  ];
  return [
    heading('Results'),
    plainTable([], rows),
    styleText('dim', '(measured on a local emulator with robot reps; not representative of AWS)', {
      validateStream: false,
    }),
  ].join('\n');
}

/** Formats who received how many leads, and who is owed what. */
export function fairnessText(lines: readonly FairnessLine[]): string {
  const number = (leads: number): string => leads.toFixed(2);
  const rows = lines.map(({ team, rep, received, earned, adjusted, credit }, index) => [
    lines[index - 1]?.team === team ? '' : team,
    rep,
    number(received),
    number(earned),
    signed(adjusted),
    signed(credit),
  ]);
  const head = ['Team', 'Rep', 'Received', 'Earned', 'Adjusted', 'Credit'];
  return [
    heading('Fairness, in leads: received − earned = −credit + adjusted'),
    plainTable(head, rows, head.slice(2)),
  ].join('\n');
}

/** Formats the differences from the scenario. */
export function differencesText(
  leads: readonly { readonly name: string; readonly differences: readonly Difference[] }[],
): string {
  const rows = leads.flatMap(({ name, differences }) =>
    differences.map(({ what, expected, seen }, index) => [
      index === 0 ? name : '',
      what,
      folded(expected),
      folded(seen),
    ]),
  );
  return [heading('Differences from the scenario'), plainTable(['Lead', 'What', 'Expected', 'Seen'], rows)].join('\n');
}

/** Formats a heading. */
export function heading(text: string): string {
  return `\n${styleText('bold', text, { validateStream: false })}`;
}

function spreadText(spread: Spread | undefined): string {
  if (!spread) return 'nothing yet';
  return `median ${spread.median.toFixed(1)} s, P95 ${spread.p95.toFixed(1)} s (${spread.leads} leads)`;
}

/** Wraps a path into lines that fit a table. */
function folded(text: string): string {
  return text.replaceAll(/((?:\S+ ){4})/g, '$1\n').trimEnd();
}
