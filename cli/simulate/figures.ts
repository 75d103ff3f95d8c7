import { formatDuration, formatShare } from '../../shared/domain/reporting/figure-text.ts';
import type { SimulatedWeeks } from '../../shared/simulation/simulate-weeks.ts';

/** The figures of a run by which two are compared, as name and text, in reading order. */
export function figuresOf({
  leads,
  total,
  gap,
  waiting,
  unfairness,
}: SimulatedWeeks): readonly (readonly [string, string])[] {
  const { speedToLead, speedAtWork, attainment, reassignments, outcomes } = total;
  return [
    ['Leads', String(leads)],
    ['Speed-to-lead, median', formatDuration(speedToLead.medianSeconds)],
    ['… in working time', formatDuration(speedAtWork.medianSeconds)],
    ['Speed-to-lead, P95', formatDuration(speedToLead.p95Seconds)],
    ['SLA attainment', formatShare(attainment)],
    ['Reassignments', formatShare(reassignments)],
    ['Taken by no rule', String(gap)],
    ['Still waiting at the end', String(waiting)],
    ['Moved to nurture', String(total.nurtured)],
    ['Qualified', String(total.qualified)],
    ['Converted', String(outcomes.converted ?? 0)],
    ['Furthest from a fair share', `${unfairness.toFixed(2)} leads`],
  ];
}

/** What one team or rep has in each run; absent where it is not part of a run. */
export interface ComparedRow<Value> {
  readonly name: string;
  readonly base: Value | undefined;
  readonly trial: Value | undefined;
}

/** Pairs the rows of two runs by name, in the order of the first. */
export function pairRows<Value>(
  base: readonly (readonly [string, Value])[],
  trial: readonly (readonly [string, Value])[],
): readonly ComparedRow<Value>[] {
  const [old, now] = [new Map(base), new Map(trial)];
  return [...new Set([...old.keys(), ...now.keys()])].map((name) => ({
    name,
    base: old.get(name),
    trial: now.get(name),
  }));
}

/** Returns the SLA attainment of each team of a run, in percent. */
export function attainmentByTeam({ metrics }: SimulatedWeeks): readonly (readonly [string, number])[] {
  return metrics.team.rows
    .filter(({ figures }) => figures.attainment.of > 0)
    .map(({ key, figures }) => [key, 100 * (figures.attainment.rate ?? 0)] as const);
}

/** Returns how many leads each rep of a run was assigned. */
export function leadsByRep({ reps }: SimulatedWeeks): readonly (readonly [string, number])[] {
  return reps.map(({ rep, assigned }) => [rep, assigned] as const);
}
