import { decideBatch } from '../assignment/assign.ts';
import { attributeValuesOf } from '../assignment/assignable.ts';
import type { AssignableLead, Candidate } from '../assignment/candidate.ts';
import { createLedger, type Ledger, UNITS_PER_LEAD } from '../assignment/fairness/ledger.ts';
import type { Calendar } from '../business-hours/calendar.ts';
import type { Features } from '../features.ts';
import type { RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Target } from '../lead/routing-decision.ts';
import { chooseFirstRoute } from '../nurture/hold-until-mql.ts';
import { ownValue } from '../own-value.ts';
import type { Plan } from '../plan/plan.ts';
import type { Rep } from '../team/rep.ts';

const ALL_DAY = [{ start: '00:00', end: '24:00' }];
const ALWAYS: Calendar = {
  week: { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY },
  closed: [],
};

/** Who gets each lead if everybody is always at work and nobody has a cap. */
export interface Turns {
  /** The team and the rep of each lead that a rep can take, by the lead. */
  readonly owners: ReadonlyMap<string, { readonly team: TeamId; readonly rep: RepId }>;
  /** By how many leads, at most, a rep of each team got more or less than earned in turns. */
  readonly unfairness: Readonly<Record<TeamId, number>>;
}

/**
 * Gives every lead to a rep in turn, in this order, from empty ledgers: only rules, attributes and weights decide, so
 * that two plans can be compared. A lead that no rep of a team fits goes to its next target, as in operation.
 */
export function takeTurns(options: {
  readonly leads: readonly { readonly lead: string; readonly features: Features }[];
  readonly plan: Plan;
  readonly reps: readonly Rep[];
  readonly now: Instant;
}): Turns {
  const { leads, plan, reps, now } = options;
  const ledgers = new Map<TeamId, Ledger>();
  const loads = new Map<RepId, number>();
  const owners = new Map<string, { team: TeamId; rep: RepId }>();
  for (const { lead, features } of leads) {
    const route = chooseFirstRoute({ features, plan });
    if (route.outcome !== 'assign') continue;
    for (const target of route.targets) {
      const team = target.kind === 'team' ? ownValue(plan.teams, target.team) : undefined;
      if (target.kind !== 'team' || !team) continue;
      const decided = decideBatch({
        batch: [toAssignable(lead, target, features)],
        team: { ...team, cap: {} },
        candidates: reps.filter((rep) => Object.hasOwn(rep.teams, team.id)).map((rep) => candidateOf(rep, loads)),
        ledger: ledgers.get(team.id) ?? createLedger(team.id),
        now,
      });
      ledgers.set(team.id, decided.ledger);
      const rep = decided.assignments[0]?.rep;
      if (rep === undefined) continue;
      owners.set(lead, { team: team.id, rep });
      loads.set(rep, (loads.get(rep) ?? 0) + 1);
      break;
    }
  }
  return {
    owners,
    unfairness: Object.fromEntries([...ledgers].map(([team, ledger]) => [team, worstCreditOf(ledger)])),
  };
}

function candidateOf(rep: Rep, loads: ReadonlyMap<RepId, number>): Candidate {
  return {
    rep: { ...rep, cap: undefined },
    load: { open: loads.get(rep.id) ?? 0, days: {} },
    schedule: { calendar: ALWAYS, zone: rep.zone, holidays: [], leaves: [] },
  };
}

function toAssignable(lead: string, target: Extract<Target, { kind: 'team' }>, features: Features): AssignableLead {
  const { need, relax, only, charged } = target;
  return {
    lead,
    band: String(features.band),
    values: Object.fromEntries(need.map((list) => [list, attributeValuesOf(list, features)])),
    need,
    relax,
    previousHolders: [],
    hasOtherTeams: false,
    excluded: [],
    weight: 1,
    ...(only !== undefined && { only }),
    ...(charged === false && { charged }),
  };
}

/** Returns the largest amount, in leads, that a team owes a rep or a rep owes the team. */
function worstCreditOf({ entries }: Ledger): number {
  const credits = Object.values(entries).flatMap((rows) => Object.values(rows).map(({ credit }) => Math.abs(credit)));
  return Math.max(0, ...credits) / UNITS_PER_LEAD;
}
