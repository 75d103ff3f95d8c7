import type { BandResult } from '../assignment/weights/weigh-results.ts';
import type { RepId, TeamId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';
import type { BestTerms, ResultMeasure } from '../plan/team.ts';
import { type Counters, selectCounters } from './counters.ts';
import type { TurnCount } from './turn-results.ts';

const DAY_SECONDS = 86_400;

/** Of what is counted, which leads a measure is about, and which of them succeeded. */
const COUNTS: Readonly<Record<ResultMeasure, { readonly leads: TurnCount; readonly hits: TurnCount }>> = {
  win_rate: { leads: 'leads', hits: 'won' },
  conversion: { leads: 'leads', hits: 'qualified' },
  first_response: { leads: 'due', hits: 'in_time' },
};

/** Returns the UTC days, both included, whose leads count now: those on which every lead is old enough. */
export function countedDaysOf(
  { overDays, settledDays }: Pick<BestTerms, 'overDays' | 'settledDays'>,
  now: Instant,
): { readonly from: string; readonly to: string } {
  const dayBefore = (days: number) => addSeconds(now, -days * DAY_SECONDS).slice(0, 10);
  return { from: dayBefore(overDays), to: dayBefore(settledDays + 1) };
}

/**
 * Returns what came of the leads that each rep got in turn in a team, by band, from their counters. What was counted of
 * leads before their turns were counted is left out.
 */
export function countedResultsOf(
  rows: readonly { readonly rep: RepId; readonly counters: Counters }[],
  { team, by }: { readonly team: TeamId } & Pick<BestTerms, 'by'>,
): readonly BandResult[] {
  const { leads: leadsName, hits: hitsName } = COUNTS[by];
  return rows.flatMap(({ rep, counters }) => {
    const ofTeam = new Map(Object.entries(selectCounters(counters, `turn:${team}`)));
    const bands = new Set([...ofTeam.keys()].map((key) => key.slice(0, key.lastIndexOf(':'))));
    return [...bands].sort().flatMap((band) => {
      const leads = ofTeam.get(`${band}:${leadsName}`) ?? 0;
      const hits = Math.min(leads, Math.max(0, ofTeam.get(`${band}:${hitsName}`) ?? 0));
      return leads > 0 ? [{ rep, band, leads, hits }] : [];
    });
  });
}
