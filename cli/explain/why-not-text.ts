import type * as z from 'zod';
import type { DecisionView } from '../../shared/api/decision-view.ts';
import { reasonText } from './reason-text.ts';

type WhyNot = NonNullable<z.output<typeof DecisionView>['whyNot']>;
type Change = WhyNot['ways'][number][number];

/** Billionths of a lead in a hundredth of one. Credit is shown rounded up, so that what is shown is enough. */
const UNITS_PER_HUNDREDTH = 10_000_000;

const BECAUSE_TEXT: Readonly<Record<string, string>> = {
  chosen: 'was chosen',
  not_assigned: 'was not chosen, and nobody else was: the system has not assigned it',
  not_a_candidate: 'was not asked: another team was',
  not_kept: 'was not chosen; what was compared is from before it was kept',
};

/** Says why a rep was not chosen, and the smallest changes after which they would have been. */
export function formatWhyNot({ rep, because, ways, ruleWays }: WhyNot): readonly string[] {
  const lines = ['', `${rep} ${BECAUSE_TEXT[because] ?? `was not chosen: ${reasonText(because)}`}.`];
  const sentences = [
    ...ways.map((way) => way.map((change) => changeText(rep, change)).join(', and ')),
    ...ruleWays.map(({ changes, rule, team }) => {
      const text = changes.map(({ field, value }) => `${field} had been ${value ?? 'unknown'}`).join(', and ');
      return `${text}: rule ${rule} would have sent it to team ${team} of ${rep}`;
    }),
  ];
  if (because === 'chosen') return lines;
  if (sentences.length === 0) return [...lines, 'No one or two changes would have been enough.'];
  const what = ruleWays.length > 0 ? `It would have reached the team of ${rep} if` : `It would have gone to ${rep} if`;
  return [...lines, `${what} (each tried by deciding again):`, ...sentences.map((sentence) => `  - ${sentence}`)];
}

function changeText(rep: string, { change, attribute, atLeast, units, slots }: Change): string {
  switch (change) {
    case 'attribute':
      return `${rep} had the ${attribute} that the lead needs`;
    case 'open_cap':
      return `${rep} could hold ${atLeast} leads`;
    case 'day_cap':
      return `${rep} could get ${atLeast} leads a day`;
    case 'credit':
      return `${rep} had been owed ${(Math.ceil((units ?? 0) / UNITS_PER_HUNDREDTH) / 100).toFixed(2)} leads more`;
    case 'load':
      return `${rep} had held ${slots} leads fewer`;
    default:
      return `${rep} ${SIMPLE_TEXT[change] ?? change.replaceAll('_', ' ')}`;
  }
}

const SIMPLE_TEXT: Readonly<Record<string, string>> = {
  active: 'had not left',
  in_team: 'had been in the team',
  weight: 'had taken turns in the team',
  at_work: 'had been at work',
  no_leave: 'had not been on leave',
  no_meeting: 'had not been in a meeting',
  not_excluded: 'had not had the lead until then',
  not_refused: 'had not refused it before',
  not_held_before: 'had not held it before',
  not_reserved: 'had not had to leave it to the one rep it was for',
};
