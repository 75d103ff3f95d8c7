import type * as z from 'zod';
import type { WeightsView } from '../../shared/api/weights.ts';
import { formatTable } from '../table.ts';
import { SUCCESS_TEXTS, UNWEIGHED_TEXTS } from './results-text.ts';

/** What results would do to the weights of a team, as the API shows it. */
export type Weights = z.output<typeof WeightsView>;

/** The longest bar of a factor, in characters. */
const BAR = 20;

/** Shows what results would do to each weight, best first, and warns where they say little. */
export function formatWeights({ team, terms, isInPlan, inForce, reps }: Weights): string {
  const { by, overDays, settledDays, sample, atMost } = terms;
  const rows = reps
    .toSorted((a, b) => b.factor - a.factor || (a.rep < b.rep ? -1 : 1))
    .map(({ rep, factor, factorInForce, hits, leads, expected, because }) => [
      rep,
      String(factorInForce),
      because === undefined ? String(factor) : '1',
      because === undefined ? '▇'.repeat(Math.round((factor / atMost) * BAR)) : '',
      `${hits} of ${leads}`,
      expected.toFixed(1),
      because === undefined ? '' : UNWEIGHED_TEXTS[because],
    ]);
  return [
    `Team ${team}: leads ${SUCCESS_TEXTS[by]}, assigned ${settledDays} to ${overDays} days ago; at most ${atMost} times the usual share, from ${sample} leads on.`,
    isInPlan ? 'These are the terms of the active plan.' : 'The active plan does not say so: this is only a preview.',
    inForce ? `In force since ${inForce.at}, version ${inForce.version}.` : 'No factors are in force yet.',
    '',
    formatTable(['rep', 'now', 'would be', '', SUCCESS_TEXTS[by], "at the team's average", 'why not'], rows),
    ...warningsOf(reps).map((warning) => `\n${warning}`),
  ].join('\n');
}

function warningsOf(reps: Weights['reps']): readonly string[] {
  if (reps.length === 0) return ['Nobody is in the team.'];
  if (reps.every(({ leads }) => leads === 0))
    return ['No leads that count: are they younger than that, or did none take a turn in this team?'];
  if (reps.every(({ hits }) => hits === 0))
    return ['No lead that counts succeeded. Do reps, or the CRM, tell what became of their leads?'];
  return reps.every(({ because }) => because !== undefined)
    ? ["Nobody's results count, so all keep their own weights: a longer time or a smaller sample would help."]
    : [];
}
